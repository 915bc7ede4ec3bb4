using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Client;

namespace Flinks.Bff.NightlyRefresh;

/// <summary>
/// Whether Flinks refreshes a login by night: enrolled, refreshed and read within a week, and no error of the person's or the bank's since
/// (flinks/api.md 11). What Flinks says of the login goes before what we know.
/// </summary>
public static class NightlyRule
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    /// <summary>Errors after which Flinks tries again the next night.</summary>
    private static readonly HashSet<string> Passing =
    [
        "RETRY_LATER", "AGGREGATION_ERROR", "SESSION_EXPIRED", "DISABLED_INSTITUTION", "UNAUTHORIZED", "SESSION_NONEXISTENT", "BANK_MAINTENANCE_RETRY_LATER",
    ];

    private static readonly HashSet<string> Questions = ["QUESTION_NOT_FOUND", "INVALID_SECURITY_RESPONSE", "INVALID_SECURITY_RESPONSE_NO_RETRY"];

    /// <param name="ineligible">What Flinks says of the login, if it lists it.</param>
    /// <param name="isListKnown">Flinks gave its list: a login that is not on it is eligible.</param>
    public static NightlyVerdict Judge(Connection connection, IneligibleLogin? ineligible, bool isListKnown, DateTimeOffset now)
    {
        if (ineligible is not null)
        {
            return NightlyVerdict.Not(ReasonOf(ineligible, connection, now));
        }

        if (connection.Problem is ProblemCodes.ReconnectRequired or ProblemCodes.BankActionRequired)
        {
            return NightlyVerdict.Not(NightlyReason.BankRefuses);
        }

        return connection.LastRefreshedAt <= now - Lately ? NightlyVerdict.Not(NightlyReason.NotRefreshedLately)
            : isListKnown ? NightlyVerdict.Yes
            : NightlyVerdict.Unknown;
    }

    private static NightlyReason ReasonOf(IneligibleLogin login, Connection connection, DateTimeOffset now) => login.FlinksCode switch
    {
        { } code when Questions.Contains(code) => NightlyReason.BankAsks,
        { } code when !Passing.Contains(code) => NightlyReason.BankRefuses,
        null when login.StoppedAtQuestion => NightlyReason.BankAsks,
        _ when (connection.LastRefreshedAt ?? login.LastRefresh) <= now - Lately => NightlyReason.NotRefreshedLately,
        _ => NightlyReason.NotReadLately,
    };
}

/// <summary>What is known of a login's nights.</summary>
/// <param name="IsEligible">Null: not known.</param>
public sealed record NightlyVerdict(bool? IsEligible, NightlyReason? Reason)
{
    public static readonly NightlyVerdict Yes = new(true, null);

    public static readonly NightlyVerdict Unknown = new(null, null);

    public static NightlyVerdict Not(NightlyReason reason) => new(false, reason);
}

/// <summary>Why Flinks does not refresh a login by night. Stored by number: new ones go to the end.</summary>
public enum NightlyReason
{
    /// <summary>The bank asks the person at every sign-in; a live refresh while they are there is the way.</summary>
    BankAsks,

    /// <summary>The bank no longer accepts the login, or wants something done on its own site first.</summary>
    BankRefuses,

    /// <summary>No refresh has succeeded within seven days; a live one sets it going again.</summary>
    NotRefreshedLately,

    /// <summary>Nobody has read the data within seven days; a cached retrieval sets it going again.</summary>
    NotReadLately,
}
