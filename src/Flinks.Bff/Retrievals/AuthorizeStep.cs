using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Retrievals;

/// <summary>Asks Flinks to open a session, for the purpose that the row names, and settles what the answer means for that purpose.</summary>
public sealed class AuthorizeStep(FlinksClient flinks, RetrievalSettling settle, Sealer sealer, IOptions<FlinksOptions> options, TimeProvider time)
{
    /// <summary>Whether a session is open and its data can be asked for at once.</summary>
    public async Task<bool> TakeAsync(RetrievalRun run, CancellationToken cancellationToken)
    {
        var outcome = await AskAsync(run, cancellationToken);
        return run.Retrieval.Purpose switch
        {
            AuthorizePurpose.Prove => await ProveAsync(run, outcome, cancellationToken),
            AuthorizePurpose.Recover => await RecoverAsync(run, outcome, cancellationToken),
            AuthorizePurpose.Resume => await ResumeAsync(run, outcome, cancellationToken),
            AuthorizePurpose.Answer => await AnswerAsync(run, outcome, cancellationToken),
            _ => await AcceptAsync(run, outcome, cancellationToken),
        };
    }

    private async Task<FlinksOutcome> AskAsync(RetrievalRun run, CancellationToken cancellationToken)
    {
        var sent = Moment.Now(time);
        var call = run.Retrieval.Purpose switch
        {
            AuthorizePurpose.Answer => flinks.AnswerAsync(sealer.OpenRequest(run.Retrieval.RequestIdSealed!), run.Answers!, cancellationToken),
            AuthorizePurpose.Refresh => flinks.AuthorizeAsync(run.LoginId, cached: false, cancellationToken),
            _ => flinks.AuthorizeAsync(run.LoginId, cached: true, cancellationToken),
        };
        await settle.WriteIfSlowAsync(run, call, cancellationToken);
        var outcome = await call;
        run.Note(UpstreamCall.Of("Authorize", sent.At, sent.Passed(time), outcome));
        return outcome;
    }

    private async Task<bool> AcceptAsync(RetrievalRun run, FlinksOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case FlinksOutcome.Authorized(var requestId, var lastRefresh):
                settle.Opened(run, requestId, lastRefresh);
                return true;
            case FlinksOutcome.StaleButReadable(var requestId, var lastRefresh, var reason):
                settle.Opened(run, requestId, lastRefresh);
                (run.Retrieval.Code, run.Retrieval.FlinksCode) = (Refusals.Of(reason).Code, Refusals.Of(reason).FlinksCode);
                return true;
            case FlinksOutcome.MfaRequired mfa:
                await settle.AskPersonAsync(run, mfa, cancellationToken);
                return false;
            case FlinksOutcome.Pending:
                await LookAgainAsync(run, cancellationToken);
                return false;
            case FlinksOutcome.Busy(_, var retryAfter) when await settle.BusyAsync(run, retryAfter, cancellationToken):
                return false;
            default:
                await settle.FailAsync(run, Refusals.Of(outcome), cancellationToken);
                return false;
        }
    }

    /// <summary>A live call or answers that went to Flinks' background are not sent again: cached calls tell when they are done.</summary>
    private Task LookAgainAsync(RetrievalRun run, CancellationToken cancellationToken)
    {
        if (run.Retrieval.Purpose is AuthorizePurpose.Refresh or AuthorizePurpose.Answer)
        {
            run.Retrieval.Purpose = AuthorizePurpose.Await;
        }

        return settle.PendingAsync(run, options.Value.PollInterval, cancellationToken);
    }

    /// <summary>The login is somebody else's too: only data that are newer than the caller's own sign-in at the bank show that it is theirs.</summary>
    private async Task<bool> ProveAsync(RetrievalRun run, FlinksOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is FlinksOutcome.Authorized(_, { } lastRefresh) && lastRefresh > run.Retrieval.ProofAfter)
        {
            run.Retrieval.ProofAfter = null;
            return run.Retrieval.Freshness == Freshness.Live
                ? await RefreshAsync(run, cancellationToken)
                : await AcceptAsync(run, outcome, cancellationToken);
        }

        if (outcome is FlinksOutcome.Pending || Refusals.IsPassing(outcome))
        {
            return await AcceptAsync(run, outcome, cancellationToken);
        }

        await settle.FailAsync(run, new Refusal(ProblemCodes.LoginNotProved), cancellationToken);
        return false;
    }

    /// <summary>Written before it is sent: the cooldown counts from here, and a lost live call must be known to have been one.</summary>
    private Task<bool> RefreshAsync(RetrievalRun run, CancellationToken cancellationToken)
    {
        run.Retrieval.Purpose = AuthorizePurpose.Refresh;
        return settle.ProgressAsync(run, connection => connection.LiveSentAt = time.GetUtcNow(), cancellationToken);
    }

    /// <summary>A live call or answers were lost with their instance. Data newer than our start mean that the bank let us in.</summary>
    private async Task<bool> RecoverAsync(RetrievalRun run, FlinksOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case FlinksOutcome.Authorized(_, { } lastRefresh) when lastRefresh > run.Retrieval.StartedAt:
            case FlinksOutcome.StaleButReadable(_, { } staleRefresh, _) when staleRefresh > run.Retrieval.StartedAt:
            case FlinksOutcome.MfaRequired or FlinksOutcome.Pending:
                return await AcceptAsync(run, outcome, cancellationToken);
            case FlinksOutcome.Busy or FlinksOutcome.Throttled or FlinksOutcome.InstitutionUnavailable or FlinksOutcome.Unavailable:
                await settle.PendingAsync(run, options.Value.PollInterval, cancellationToken);
                return false;
            default:
                await settle.FailAsync(run, new Refusal(ProblemCodes.Interrupted), cancellationToken);
                return false;
        }
    }

    private async Task<bool> ResumeAsync(RetrievalRun run, FlinksOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case FlinksOutcome.Authorized(_, { } lastRefresh) when lastRefresh < run.Retrieval.StartedAt:
            case FlinksOutcome.StaleButReadable(_, { } staleRefresh, _) when staleRefresh < run.Retrieval.StartedAt:
                await settle.WaitAgainAsync(run, NotAnswered(run.Retrieval), cancellationToken);
                return false;
            case FlinksOutcome.Busy(_, var retryAfter) when await settle.BusyAsync(run, retryAfter, cancellationToken):
                return false;
            case var passing when Refusals.IsPassing(passing):
                await settle.WaitAgainAsync(run, Refusals.Of(passing), cancellationToken);
                return false;
            default:
                return await AcceptAsync(run, outcome, cancellationToken);
        }
    }

    private Refusal? NotAnswered(Retrieval retrieval) =>
        retrieval.WindowEndsAt > time.GetUtcNow() ? null : new Refusal(ProblemCodes.ResumeWindowClosed);

    private async Task<bool> AnswerAsync(RetrievalRun run, FlinksOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case FlinksOutcome.AlreadyAuthorized:
                settle.Opened(run, sealer.OpenRequest(run.Retrieval.RequestIdSealed!), run.Retrieval.LastRefresh);
                return true;
            case FlinksOutcome.SessionEnded(var code):
                await settle.FailAsync(run, new Refusal(ProblemCodes.ResumeWindowClosed) { FlinksCode = code }, cancellationToken);
                return false;
            case FlinksOutcome.AnswersRefused(var code):
                run.Retrieval.WindowEndsAt = time.GetUtcNow() + options.Value.ResumeWindow;
                await settle.WaitAgainAsync(run, Refusal.Invalid("answers", "The bank could not match the answers to its questions.") with { FlinksCode = code }, cancellationToken);
                return false;
            case var passing when Refusals.IsPassing(passing):
                await settle.WaitAgainAsync(run, Refusals.Of(passing), cancellationToken);
                return false;
            default:
                return await AcceptAsync(run, outcome, cancellationToken);
        }
    }
}
