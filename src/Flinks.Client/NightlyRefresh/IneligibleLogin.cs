namespace Flinks.Client;

/// <summary>A login that Flinks will not refresh by night, though it is enrolled.</summary>
/// <param name="LastRefresh">When that was last tried; null if Flinks did not say.</param>
/// <param name="FlinksCode">What went wrong then; null if it was none of Flinks' codes.</param>
/// <param name="StoppedAtQuestion">The bank asked the person something.</param>
public sealed record IneligibleLogin(LoginId LoginId, DateTimeOffset? LastRefresh, string? FlinksCode, bool StoppedAtQuestion);
