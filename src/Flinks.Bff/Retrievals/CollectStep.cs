using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Retrievals;

/// <summary>Asks Flinks for the data of an open session.</summary>
public sealed class CollectStep(FlinksClient flinks, RetrievalSettling settle, Sealer sealer, IOptions<FlinksOptions> options, TimeProvider time)
{
    /// <summary>In poll intervals: a Flinks that throttles us is asked again at least so often.</summary>
    private const int LongestForbearance = 8;

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
                await PendingAsync(run, pending, cancellationToken);
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
        var sent = Moment.Now(time);
        var endpoint = run.Retrieval.DataAsked ? "GetAccountsDetailAsync" : "GetAccountsDetail";
        var call = run.Retrieval.DataAsked
            ? flinks.PollAsync(requestId, cancellationToken)
            : flinks.CollectAsync(requestId, run.Options, cancellationToken);
        await settle.WriteIfSlowAsync(run, call, cancellationToken);
        var outcome = await call;
        run.Note(UpstreamCall.Of(endpoint, sent.At, sent.Passed(time), outcome));
        return outcome;
    }

    /// <summary>In webhook delivery the webhook is given time; polling is the safety net.</summary>
    private Task PendingAsync(RetrievalRun run, FlinksOutcome.Pending pending, CancellationToken cancellationToken)
    {
        var first = !run.Retrieval.DataAsked;
        run.Retrieval.DataAsked = true;
        var pause = first && options.Value.Delivery == FlinksDelivery.Webhook ? options.Value.WebhookGrace : options.Value.PollInterval;
        run.Retrieval.RetryAfterSeconds = pending.IsThrottled ? NextAction.Seconds(Forbearance(run.Retrieval)) : null;
        return settle.PendingAsync(run, Longest(pause, pending.RetryAfter, Pause(run.Retrieval)), cancellationToken);
    }

    /// <summary>Each time in a row that Flinks throttles us it is left alone for twice as long.</summary>
    private TimeSpan Forbearance(Retrieval retrieval)
    {
        var longest = options.Value.PollInterval * LongestForbearance;
        return Pause(retrieval) switch
        {
            null => options.Value.PollInterval,
            { } before when before * 2 < longest => before * 2,
            _ => longest,
        };
    }

    private static TimeSpan? Pause(Retrieval retrieval) => retrieval.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan?> pauses)
    {
        var longest = TimeSpan.Zero;
        foreach (var pause in pauses)
        {
            longest = pause > longest ? pause.Value : longest;
        }

        return longest;
    }
}
