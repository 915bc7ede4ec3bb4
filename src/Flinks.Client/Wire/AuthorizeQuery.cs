namespace Flinks.Client.Wire;

/// <summary>
/// Body of <c>POST /Authorize</c> (flinks/api.md 5.1). Three combinations are valid: a saved login, bank credentials, or the answers to an
/// open challenge. Holds secrets in clear: never log it.
/// </summary>
public sealed class AuthorizeQuery
{
    public Guid? LoginId { get; init; }

    public string? Institution { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public Guid? RequestId { get; init; }

    /// <summary>Answers by the challenge's prompt, to the letter; each value is an array even for one answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? SecurityResponses { get; init; }

    /// <summary><see langword="true"/> reads what Flinks has stored; <see langword="false"/> goes to the bank. Always sent, as its default is disputed.</summary>
    public bool? MostRecentCached { get; init; }

    public bool? Save { get; init; }

    public string? Language { get; init; }

    public string? Tag { get; init; }

    public bool? ScheduleRefresh { get; init; }
}
