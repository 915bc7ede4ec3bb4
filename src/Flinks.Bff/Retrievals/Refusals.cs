using Flinks.Bff.Platform.Errors;
using Flinks.Client;

namespace Flinks.Bff.Retrievals;

/// <summary>Which problem an outcome of Flinks is to our caller. The one place where the two vocabularies meet.</summary>
public static class Refusals
{
    public static Refusal Of(FlinksOutcome outcome) => outcome switch
    {
        FlinksOutcome.ReconnectNeeded(var code) => new Refusal(ProblemCodes.ReconnectRequired) { FlinksCode = code },
        FlinksOutcome.BankActionNeeded(var code) => new Refusal(ProblemCodes.BankActionRequired) { FlinksCode = code },
        FlinksOutcome.Busy(var code, var after) => new Refusal(ProblemCodes.UpstreamBusy) { FlinksCode = code, RetryAfter = after },
        FlinksOutcome.Throttled(var code, var after) => new Refusal(ProblemCodes.UpstreamBusy) { FlinksCode = code, RetryAfter = after },
        FlinksOutcome.InstitutionUnavailable(var code, var after) => new Refusal(ProblemCodes.InstitutionUnavailable) { FlinksCode = code, RetryAfter = after },
        FlinksOutcome.RejectedUs(var code) => new Refusal(ProblemCodes.UpstreamRejectedUs) { FlinksCode = code },
        FlinksOutcome.Misused(var code) => new Refusal(ProblemCodes.UpstreamMisused) { FlinksCode = code },
        FlinksOutcome.Unavailable(var after) => new Refusal(ProblemCodes.UpstreamUnavailable) { RetryAfter = after },
        FlinksOutcome.Failed(var code) => new Refusal(ProblemCodes.UpstreamFailed) { FlinksCode = code },
        FlinksOutcome.SessionEnded(var code) => new Refusal(ProblemCodes.UpstreamFailed) { FlinksCode = code },
        FlinksOutcome.AlreadyAuthorized(var code) => new Refusal(ProblemCodes.UpstreamFailed) { FlinksCode = code },
        FlinksOutcome.AnswersRefused(var code) => new Refusal(ProblemCodes.UpstreamFailed) { FlinksCode = code },
        FlinksOutcome.StaleButReadable(_, _, var reason) => Of(reason),
        _ => new Refusal(ProblemCodes.UpstreamFailed),
    };

    /// <summary>Trouble that says nothing of the person or their login: the same step may work in a while.</summary>
    public static bool IsPassing(FlinksOutcome outcome) => outcome is
        FlinksOutcome.Busy or FlinksOutcome.Throttled or FlinksOutcome.InstitutionUnavailable or FlinksOutcome.RejectedUs
        or FlinksOutcome.Misused or FlinksOutcome.Unavailable or FlinksOutcome.Failed;
}
