using System.Net;

namespace Flinks.Client;

/// <summary>Turns a reply into its outcome: first what the call makes of it, then its code, then its status.</summary>
internal static class ReplyOutcome
{
    public static FlinksOutcome Of(FlinksCall call, FlinksReply reply) => call switch
    {
        FlinksCall.Mint => Minted(reply) ?? OfNobodysLogin(reply, ByCode(call, reply)),
        FlinksCall.Authorize => Authorized(call, reply),
        FlinksCall.AuthorizeCached => StillReadable(reply, Authorized(call, reply)),
        FlinksCall.Poll => KeepsPolling(reply) ?? ByCode(call, reply),
        FlinksCall.DeleteCard => Deleted(reply) ?? ByCode(call, reply),
        FlinksCall.Inform => OfNobodysLogin(reply, ByCode(call, reply)),
        _ => ByCode(call, reply),
    };

    /// <summary>What a call without any reply gives: no connection, time-out, open circuit.</summary>
    public static FlinksOutcome OfSilence(FlinksCall call) =>
        call == FlinksCall.Poll ? new FlinksOutcome.Pending(RequestId: null) : new FlinksOutcome.Unavailable(RetryAfter: null);

    private static FlinksOutcome.Minted? Minted(FlinksReply reply) =>
        reply is { Status: (int)HttpStatusCode.OK, Token: { } token } && CanBeSent(token)
            ? new FlinksOutcome.Minted(new AuthorizeToken(token))
            : null;

    // The call is about no login: an answer about one is not an answer to it, and nobody has to go to their bank for it.
    private static FlinksOutcome OfNobodysLogin(FlinksReply reply, FlinksOutcome outcome) => outcome
        is FlinksOutcome.ReconnectNeeded or FlinksOutcome.BankActionNeeded or FlinksOutcome.SessionEnded
        or FlinksOutcome.AlreadyAuthorized or FlinksOutcome.AnswersRefused
            ? new FlinksOutcome.Failed(reply.Code)
            : outcome;

    private static FlinksOutcome Authorized(FlinksCall call, FlinksReply reply) => reply switch
    {
        { Challenges.IsTooLarge: true } => new FlinksOutcome.Failed(reply.Code),
        { Challenges.Usable: { Count: > 0 } challenges, RequestId: { } session } when AsksThePerson(reply) =>
            new FlinksOutcome.MfaRequired(session, challenges, Retry: reply.Status != (int)HttpStatusCode.NonAuthoritativeInformation, reply.Code),
        _ => ByCode(call, reply),
    };

    // A wrong answer to a challenge comes as 401 with the challenge again.
    private static bool AsksThePerson(FlinksReply reply) =>
        reply.Status is (int)HttpStatusCode.NonAuthoritativeInformation or (int)HttpStatusCode.Unauthorized;

    // A cached Authorize repeats how the last live attempt ended; its session still gives the data before that (flinks/api.md 5.5).
    private static FlinksOutcome StillReadable(FlinksReply reply, FlinksOutcome outcome) =>
        reply is { RequestId: { } session, Code: not null }
        && outcome is FlinksOutcome.ReconnectNeeded or FlinksOutcome.BankActionNeeded or FlinksOutcome.Failed
            ? new FlinksOutcome.StaleButReadable(session, reply.LastRefresh, outcome)
            : outcome;

    // The data are being collected in the background; only AGGREGATION_ERROR says that this has failed.
    private static FlinksOutcome.Pending? KeepsPolling(FlinksReply reply)
    {
        var isThrottled = reply.Status == (int)HttpStatusCode.TooManyRequests || FlinksCodes.MeaningOf(reply.Code) == FlinksMeaning.Throttled;
        return isThrottled || (reply.Status >= 500 && reply.Code != FlinksCodes.AggregationError)
            ? new FlinksOutcome.Pending(reply.RequestId) { RetryAfter = reply.RetryAfter, IsThrottled = isThrottled }
            : null;
    }

    private static FlinksOutcome.Deleted? Deleted(FlinksReply reply) =>
        reply is { Status: (int)HttpStatusCode.OK, IsGarbled: false }
        || reply.Status == (int)HttpStatusCode.NotFound
        || FlinksCodes.MeaningOf(reply.Code) == FlinksMeaning.LoginInvalid
            ? new FlinksOutcome.Deleted()
            : null;

    private static FlinksOutcome ByCode(FlinksCall call, FlinksReply reply) => FlinksCodes.MeaningOf(reply.Code) switch
    {
        FlinksMeaning.Pending when MayTakeLong(call) => new FlinksOutcome.Pending(reply.RequestId) { RetryAfter = reply.RetryAfter },
        FlinksMeaning.LoginInvalid or FlinksMeaning.ReconnectNeeded => new FlinksOutcome.ReconnectNeeded(reply.Code),
        FlinksMeaning.BankActionNeeded => new FlinksOutcome.BankActionNeeded(reply.Code),
        FlinksMeaning.Busy => new FlinksOutcome.Busy(reply.Code, reply.RetryAfter),
        FlinksMeaning.Throttled => new FlinksOutcome.Throttled(reply.Code, reply.RetryAfter),
        FlinksMeaning.InstitutionUnavailable => new FlinksOutcome.InstitutionUnavailable(reply.Code, reply.RetryAfter),
        FlinksMeaning.Misused => new FlinksOutcome.Misused(reply.Code),
        FlinksMeaning.Failed => new FlinksOutcome.Failed(reply.Code),
        FlinksMeaning.SessionEnded => new FlinksOutcome.SessionEnded(reply.Code),
        FlinksMeaning.AlreadyAuthorized => new FlinksOutcome.AlreadyAuthorized(reply.Code),
        FlinksMeaning.AnswersRefused => new FlinksOutcome.AnswersRefused(reply.Code),
        FlinksMeaning.NotAuthorized => NotAuthorized(call, reply),
        _ => ByStatus(call, reply),
    };

    private static FlinksOutcome NotAuthorized(FlinksCall call, FlinksReply reply) => reply.RequestId switch
    {
        null => new FlinksOutcome.RejectedUs(reply.Code),
        _ when IsAuthorize(call) => new FlinksOutcome.BankActionNeeded(reply.Code),
        _ => new FlinksOutcome.Failed(reply.Code),
    };

    private static FlinksOutcome ByStatus(FlinksCall call, FlinksReply reply) => reply.Status switch
    {
        200 when IsAuthorize(call) && reply.RequestId is { } session => new FlinksOutcome.Authorized(session, reply.LastRefresh),
        202 when MayTakeLong(call) => new FlinksOutcome.Pending(reply.RequestId) { RetryAfter = reply.RetryAfter },
        400 when call is FlinksCall.Collect or FlinksCall.Poll or FlinksCall.Analyse => new FlinksOutcome.SessionEnded(reply.Code),
        401 when reply.RequestId is not null => new FlinksOutcome.ReconnectNeeded(reply.Code),
        401 or 403 when reply.RequestId is null => new FlinksOutcome.RejectedUs(reply.Code),
        405 => new FlinksOutcome.InstitutionUnavailable(reply.Code, reply.RetryAfter),
        429 => new FlinksOutcome.Throttled(reply.Code, reply.RetryAfter),
        502 or 503 or 504 when reply.Code is null => new FlinksOutcome.Unavailable(reply.RetryAfter),
        _ => new FlinksOutcome.Failed(reply.Code),
    };

    private static bool MayTakeLong(FlinksCall call) => call is not (FlinksCall.Mint or FlinksCall.Inform or FlinksCall.Schedule);

    private static bool IsAuthorize(FlinksCall call) => call is FlinksCall.Authorize or FlinksCall.AuthorizeCached;

    // It goes into a header, where anything but visible ASCII would be an error or worse.
    private static bool CanBeSent(string token) => token.Length is > 0 and <= 256 && token.All(character => character is > ' ' and <= '~');
}
