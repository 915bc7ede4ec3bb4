namespace Flinks.Simulator.Connect;

/// <summary>What a person said at the page of a bank that is signed in to elsewhere.</summary>
/// <param name="Allows">The bank may share their data.</param>
internal sealed record ProviderAnswer(bool Allows, string Username);
