using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Persistence;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Retrievals;

/// <summary>Asks Flinks for the data of an open session.</summary>
public sealed class CollectStep(FlinksClient flinks, RetrievalSettling settle, Sealer sealer, IOptions<FlinksOptions> options, TimeProvider time)
{
    /// <summary>Whether a new session has to be opened at once, because this one ended too early.</summary>
    public async Task<bool> TakeAsync(RetrievalRun run, CancellationToken cancellationToken)
    {
        if (run.Retrieval.DataAsked && time.GetUtcNow() >= settle.Deadline(run.Retrieval))
        {
            await settle.PendingAsync(run, TimeSpan.Zero, cancellationToken);
            return false;
        }

        var outcome = await AskAsync(run, cancellationToken);
        switch (outcome)
        {
            case FlinksOutcome.Collected(var payload):
                await settle.ReadyAsync(run, payload, cancellationToken);
                return false;
            case FlinksOutcome.Pending pending:
                await PendingAsync(run, pending.RetryAfter, cancellationToken);
                return false;
            case FlinksOutcome.Busy(_, var retryAfter) when await settle.BusyAsync(run, retryAfter, cancellationToken):
                return false;
            case FlinksOutcome.SessionEnded when run.Retrieval is { Code: null, Reauthorized: false }:
                run.Retrieval.Reauthorized = true;
                run.Retrieval.Authorize(AuthorizePurpose.Read, time.GetUtcNow());
                return true;
            default:
                await settle.FailAsync(run, Told(run.Retrieval) ?? Refusals.Of(outcome), cancellationToken);
                return false;
        }
    }

    /// <summary>What Authorize said before: the failure it told of stands if there were no data behind it.</summary>
    private static Refusal? Told(Retrieval retrieval) =>
        retrieval.Code is { } code ? new Refusal(code) { FlinksCode = retrieval.FlinksCode } : null;

    private async Task<FlinksOutcome> AskAsync(RetrievalRun run, CancellationToken cancellationToken)
    {
        var requestId = sealer.OpenRequest(run.Retrieval.RequestIdSealed!);
        var call = run.Retrieval.DataAsked
            ? flinks.PollAsync(requestId, cancellationToken)
            : flinks.CollectAsync(requestId, run.Options, cancellationToken);
        await settle.WriteIfSlowAsync(run, call, cancellationToken);
        return await call;
    }

    /// <summary>In webhook delivery the webhook is given time; polling is the safety net. Whoever throttles us is left alone for as long as they ask.</summary>
    private Task PendingAsync(RetrievalRun run, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        var first = !run.Retrieval.DataAsked;
        run.Retrieval.DataAsked = true;
        var pause = first && options.Value.Delivery == FlinksDelivery.Webhook ? options.Value.WebhookGrace : options.Value.PollInterval;
        return settle.PendingAsync(run, retryAfter > pause ? retryAfter.Value : pause, cancellationToken);
    }
}
