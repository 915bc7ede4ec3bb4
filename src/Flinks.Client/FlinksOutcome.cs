using System.Text.Json;

namespace Flinks.Client;

/// <summary>
/// What an answer of Flinks means. Nothing beyond this family looks at a status or a FlinksCode of Flinks: a new code is one line in
/// <c>FlinksCodes</c>. <c>FlinksCode</c> is Flinks' own word where it gave one, kept for support.
/// </summary>
public abstract record FlinksOutcome
{
    private FlinksOutcome()
    {
    }

    /// <summary>The session is open: data may be asked for.</summary>
    /// <param name="LastRefresh">When the data was last read from the bank; null when unknown or never.</param>
    public sealed record Authorized(RequestId RequestId, DateTimeOffset? LastRefresh) : FlinksOutcome;

    /// <summary>The bank asks the person (203, or a 401 that asks again).</summary>
    /// <param name="Retry">The last answer was wrong and is asked for again.</param>
    public sealed record MfaRequired(RequestId RequestId, IReadOnlyList<Challenge> Challenges, bool Retry, string? FlinksCode) : FlinksOutcome;

    /// <summary>Flinks goes on in the background (202).</summary>
    public sealed record Pending(RequestId? RequestId) : FlinksOutcome
    {
        /// <summary>How long Flinks asks us to leave it alone, where it said so.</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>Flinks asks us to slow down (TOO_MANY_REQUESTS, 429); what it collects goes on.</summary>
        public bool IsThrottled { get; init; }
    }

    /// <summary>The data arrived; <c>Accounts</c> is not yet shaped.</summary>
    public sealed record Collected(AccountsPayload Payload) : FlinksOutcome;

    /// <summary>A cached Authorize repeats an old failure, yet its session may still give the last good data (flinks/api.md 5.5).</summary>
    /// <param name="Reason">The outcome to end with if it gives none: <see cref="ReconnectNeeded"/>, <see cref="BankActionNeeded"/> or <see cref="Failed"/>.</param>
    public sealed record StaleButReadable(RequestId RequestId, DateTimeOffset? LastRefresh, FlinksOutcome Reason) : FlinksOutcome;

    /// <summary>The saved login no longer works: the person has to connect again.</summary>
    public sealed record ReconnectNeeded(string? FlinksCode) : FlinksOutcome;

    /// <summary>The person has to do something at the bank first.</summary>
    public sealed record BankActionNeeded(string? FlinksCode) : FlinksOutcome;

    /// <summary>Another session is using the login: try again soon.</summary>
    public sealed record Busy(string? FlinksCode, TimeSpan? RetryAfter) : FlinksOutcome;

    /// <summary>Flinks asks us to slow down.</summary>
    public sealed record Throttled(string? FlinksCode, TimeSpan? RetryAfter) : FlinksOutcome;

    /// <summary>The bank is down or switched off at Flinks.</summary>
    public sealed record InstitutionUnavailable(string? FlinksCode, TimeSpan? RetryAfter) : FlinksOutcome;

    /// <summary>Our keys were refused. Never the person's fault.</summary>
    public sealed record RejectedUs(string? FlinksCode) : FlinksOutcome;

    /// <summary>We asked wrongly, or for a feature that is not enabled.</summary>
    public sealed record Misused(string? FlinksCode) : FlinksOutcome;

    /// <summary>The RequestId is unknown or has ended (SESSION_*).</summary>
    public sealed record SessionEnded(string? FlinksCode) : FlinksOutcome;

    /// <summary>The challenge was answered before (ALREADY_AUTHORIZED): go on to the data.</summary>
    public sealed record AlreadyAuthorized(string? FlinksCode) : FlinksOutcome;

    /// <summary>The answers' form was refused (UNKNOWN_CHALLENGE_KEY, SECURITYRESPONSES_INCOMPLETE); the challenge stays open.</summary>
    public sealed record AnswersRefused(string? FlinksCode) : FlinksOutcome;

    /// <summary>Flinks failed, or answered something that makes no sense.</summary>
    public sealed record Failed(string? FlinksCode) : FlinksOutcome;

    /// <summary>Flinks could not be reached: no connection, time-out, open circuit, a gateway's error page.</summary>
    public sealed record Unavailable(TimeSpan? RetryAfter) : FlinksOutcome;

    /// <summary>The statements are there.</summary>
    public sealed record StatementsListed(IReadOnlyList<ListedStatement> Statements) : FlinksOutcome;

    /// <summary>A statement's document begins to come. Whoever gets this disposes of it.</summary>
    public sealed record StatementOpened(StatementDocument Document) : FlinksOutcome;

    /// <summary>There are statements, but not that one.</summary>
    public sealed record StatementMissing : FlinksOutcome;

    /// <summary>What Flinks makes of the collected transactions: the members of <c>Card</c> as it wrote them.</summary>
    public sealed record Analysed(JsonElement Card) : FlinksOutcome;

    /// <summary>Flinks refreshes the login by night from now on, or no longer.</summary>
    public sealed record Scheduled(bool IsActivated) : FlinksOutcome;

    /// <summary>The logins that Flinks will not refresh by night, though they are enrolled.</summary>
    public sealed record NightlyStatus(IReadOnlyList<IneligibleLogin> Ineligible) : FlinksOutcome;

    /// <summary>A page of the institutions that Flinks knows.</summary>
    /// <param name="Count">How many there are in all, where Flinks said so.</param>
    /// <param name="Entries">How many entries the page had, usable or not.</param>
    public sealed record InstitutionsListed(IReadOnlyList<Institution> Institutions, int Entries, int? Count) : FlinksOutcome;

    /// <summary>Where the person signs in on their bank's own site.</summary>
    public sealed record SignInOffered(Uri Address) : FlinksOutcome;

    /// <summary>The login is gone at Flinks (DeleteCard answered 200, INVALID_LOGIN or 404).</summary>
    public sealed record Deleted : FlinksOutcome;

    /// <summary>A fresh authorize token.</summary>
    public sealed record Minted(AuthorizeToken Token) : FlinksOutcome;
}
