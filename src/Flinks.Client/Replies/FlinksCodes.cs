using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Flinks.Client;

/// <summary>What a FlinksCode means, whatever the status beside it. A new code is one line here (flinks/api.md 9).</summary>
internal static partial class FlinksCodes
{
    private static readonly FrozenDictionary<string, FlinksMeaning> Meanings = new Dictionary<string, FlinksMeaning>
    {
        ["OPERATION_PENDING"] = FlinksMeaning.Pending,
        ["OPERATION_DISPATCHED"] = FlinksMeaning.Pending,
        ["INVALID_LOGIN"] = FlinksMeaning.LoginInvalid,
        ["INVALID_USERNAME"] = FlinksMeaning.ReconnectNeeded,
        ["INVALID_PASSWORD"] = FlinksMeaning.ReconnectNeeded,
        ["INVALID_SECURITY_RESPONSE"] = FlinksMeaning.ReconnectNeeded,
        ["INVALID_SECURITY_RESPONSE_NO_RETRY"] = FlinksMeaning.ReconnectNeeded,
        ["QUESTION_NOT_FOUND"] = FlinksMeaning.ReconnectNeeded,
        ["DISABLED_LOGIN"] = FlinksMeaning.BankActionNeeded,
        ["NEW_ACCOUNT"] = FlinksMeaning.BankActionNeeded,
        ["CARD_IN_USE"] = FlinksMeaning.Busy,
        ["CONCURRENT_SESSION"] = FlinksMeaning.Busy,
        ["TOO_MANY_REQUESTS"] = FlinksMeaning.Throttled,
        ["RETRY_LATER"] = FlinksMeaning.InstitutionUnavailable,
        ["BANK_MAINTENANCE_RETRY_LATER"] = FlinksMeaning.InstitutionUnavailable,
        ["DISABLED_INSTITUTION"] = FlinksMeaning.InstitutionUnavailable,
        ["INVALID_REQUEST"] = FlinksMeaning.Misused,
        ["METHOD_NOT_AVAILABLE"] = FlinksMeaning.Misused,
        ["AGGREGATION_ERROR"] = FlinksMeaning.Failed,
        ["NO_TRANSACTION"] = FlinksMeaning.Failed,
        ["SESSION_NONEXISTENT"] = FlinksMeaning.SessionEnded,
        ["SESSION_EXPIRED"] = FlinksMeaning.SessionEnded,
        ["ALREADY_AUTHORIZED"] = FlinksMeaning.AlreadyAuthorized,
        ["UNKNOWN_CHALLENGE_KEY"] = FlinksMeaning.AnswersRefused,
        ["SECURITYRESPONSES_INCOMPLETE"] = FlinksMeaning.AnswersRefused,
        ["UNAUTHORIZED"] = FlinksMeaning.NotAuthorized,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Flinks' code of a failed extraction: the one 5xx that ends a poll.</summary>
    public const string AggregationError = "AGGREGATION_ERROR";

    /// <summary>The codes above, for whoever must cover all of them.</summary>
    public static IEnumerable<string> Known => Meanings.Keys;

    public static FlinksMeaning MeaningOf(string? code) =>
        code is not null && Meanings.TryGetValue(code, out var meaning) ? meaning : FlinksMeaning.Unknown;

    public static bool IsKnown(string code) => Meanings.ContainsKey(code);

    /// <summary>The code, or null if it is none: what is carried on to logs and problems must not be a bank's free text.</summary>
    public static string? WellFormed(string? code) => code is not null && Shape().IsMatch(code) ? code : null;

    [GeneratedRegex(@"\A[A-Z0-9_]{1,64}\z")]
    private static partial Regex Shape();
}

/// <summary>The senses of the codes; each but the first three names its outcome.</summary>
internal enum FlinksMeaning
{
    /// <summary>Missing or not in the table: the status decides.</summary>
    Unknown,

    /// <summary>UNAUTHORIZED: our keys, or with a RequestId the bank's doing.</summary>
    NotAuthorized,

    /// <summary>INVALID_LOGIN: reconnect, except that a DeleteCard has nothing left to do.</summary>
    LoginInvalid,

    Pending,
    ReconnectNeeded,
    BankActionNeeded,
    Busy,
    Throttled,
    InstitutionUnavailable,
    Misused,
    Failed,
    SessionEnded,
    AlreadyAuthorized,
    AnswersRefused,
}
