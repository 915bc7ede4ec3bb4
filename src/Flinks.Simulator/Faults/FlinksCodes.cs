using Flinks.Simulator.Banking;

namespace Flinks.Simulator.Faults;

/// <summary>Every code that Flinks is known to answer with, and its status (flinks/api.md 9).</summary>
public static class FlinksCodes
{
    private static readonly Dictionary<string, int> Unusual = new()
    {
        ["OK"] = StatusCodes.Status200OK,
        ["CREATED"] = StatusCodes.Status201Created,
        ["METHOD_NOT_AVAILABLE"] = StatusCodes.Status501NotImplemented,
        ["NO_TRANSACTION"] = StatusCodes.Status400BadRequest,
    };

    public static IReadOnlyList<string> All { get; } =
    [
        "OK", "CREATED", "OPERATION_PENDING", "OPERATION_DISPATCHED", "SESSION_NONEXISTENT", "SESSION_EXPIRED", "CARD_IN_USE", "INVALID_REQUEST",
        "INVALID_LOGIN", "INVALID_USERNAME", "INVALID_PASSWORD", "INVALID_SECURITY_RESPONSE", "INVALID_SECURITY_RESPONSE_NO_RETRY",
        "QUESTION_NOT_FOUND", "UNKNOWN_CHALLENGE_KEY", "SECURITYRESPONSES_INCOMPLETE", "RETRY_LATER", "TOO_MANY_REQUESTS", "CONCURRENT_SESSION",
        "UNAUTHORIZED", "ACCESS_DENIED", "DISABLED_LOGIN", "NEW_ACCOUNT", "ALREADY_AUTHORIZED", "DISABLED_INSTITUTION", "METHOD_NOT_AVAILABLE",
        "NO_TRANSACTION", "AGGREGATION_ERROR", "BANK_MAINTENANCE_RETRY_LATER",
    ];

    /// <summary>The status that a code comes with; 401, as most have, for one that nobody knows.</summary>
    public static int StatusOf(string flinksCode) => Unusual.TryGetValue(flinksCode, out var status) ? status : FlinksErrors.StatusOf(flinksCode);
}
