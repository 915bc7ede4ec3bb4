namespace Flinks.Client;

/// <summary>A bank that Flinks can connect.</summary>
/// <param name="Id">Flinks' number of it.</param>
/// <param name="Country"><c>CA</c> or <c>US</c>; null if Flinks did not say.</param>
/// <param name="IsEnabled">People can connect it now.</param>
/// <param name="Names">Its name in each language that it has one in; never empty.</param>
public sealed record Institution(int Id, string? Country, bool IsEnabled, IReadOnlyList<InstitutionName> Names);

/// <summary>An institution's name in one language.</summary>
/// <param name="Language"><c>en</c>, <c>fr</c>; null if Flinks did not say.</param>
/// <param name="Url">Its own site in that language; null if there is none that a browser should open.</param>
public sealed record InstitutionName(string? Language, string Name, string? Url);
