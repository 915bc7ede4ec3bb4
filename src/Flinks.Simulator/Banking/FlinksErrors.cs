using Flinks.Client.Wire;

namespace Flinks.Simulator.Banking;

/// <summary>Flinks' codes with the status and the words they come with (flinks/api.md 9).</summary>
internal static class FlinksErrors
{
    private const string SessionMessage = "RequestId is invalid or session has ended";

    private static readonly Dictionary<string, (int Status, string? Message)> Known = new()
    {
        ["OPERATION_PENDING"] = (202, "Your operation is still processing"),
        ["OPERATION_DISPATCHED"] = (202, "Your operations had been dispatched to background process for long running jobs"),
        ["INVALID_LOGIN"] = (401, "The card number (username) or password provided is invalid"),
        ["SESSION_NONEXISTENT"] = (400, SessionMessage),
        ["SESSION_EXPIRED"] = (400, SessionMessage),
        ["CARD_IN_USE"] = (400, "Card is being processed by another request"),
        ["INVALID_REQUEST"] = (400, "A required field is missing or invalid"),
        ["CONCURRENT_SESSION"] = (401, "Another session is open for this login"),
        ["ALREADY_AUTHORIZED"] = (401, "The session is already authorized"),
        ["TOO_MANY_REQUESTS"] = (401, "Too many requests"),
        ["UNAUTHORIZED"] = (401, "You must provide a valid auth key"),
        ["DISABLED_INSTITUTION"] = (405, null),
        ["NO_TRANSACTION"] = (400, "There are not enough transactions"),
        ["AGGREGATION_ERROR"] = (500, null),
    };

    public static int StatusOf(string flinksCode) => Known.TryGetValue(flinksCode, out var known) ? known.Status : 401;

    public static string? MessageOf(string flinksCode) => Known.TryGetValue(flinksCode, out var known) ? known.Message : null;

    /// <summary>Codes that come without a session in the body.</summary>
    public static bool IsPlain(string flinksCode) => flinksCode is "CARD_IN_USE" or "CONCURRENT_SESSION" or "TOO_MANY_REQUESTS";

    /// <summary>Codes of the login itself, which a cached Authorize repeats afterwards; a bank or Flinks that is down does not count.</summary>
    public static bool Stays(string flinksCode) =>
        flinksCode is "INVALID_LOGIN" or "INVALID_USERNAME" or "INVALID_PASSWORD" or "QUESTION_NOT_FOUND"
            or "INVALID_SECURITY_RESPONSE" or "DISABLED_LOGIN" or "NEW_ACCOUNT";

    /// <summary>The shape of an error that has no session.</summary>
    public static AuthorizeReply Plain(string flinksCode, string? message = null, int? status = null) => new()
    {
        HttpStatusCode = status ?? StatusOf(flinksCode),
        Message = message ?? MessageOf(flinksCode),
        FlinksCode = flinksCode,
    };
}
