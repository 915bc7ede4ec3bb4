namespace Flinks.Client.Wire;

/// <summary>
/// What any Flinks endpoint may answer besides data: success of Authorize, a challenge, a wait or an error (flinks/api.md 5.2 to 5.5, 7.4).
/// Every member may be missing; what a reply means is decided in <c>FlinksOutcome</c> alone.
/// </summary>
public sealed class AuthorizeReply
{
    public int? HttpStatusCode { get; init; }

    public string? FlinksCode { get; init; }

    /// <summary>Some replies name the code field so.</summary>
    public string? Code { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<ReplyLink>? Links { get; init; }

    public IReadOnlyList<SecurityChallenge>? SecurityChallenges { get; init; }

    public Login? Login { get; init; }

    public Guid? RequestId { get; init; }

    public string? Institution { get; init; }

    public int? InstitutionId { get; init; }

    public string? InstitutionName { get; init; }

    public string? Tag { get; init; }
}
