namespace Flinks.Bff.Retrievals;

/// <summary>Takes up rows whose next step is due: polls, pauses that are over, windows that have closed, work whose lease has lapsed.</summary>
public sealed partial class DueRetrievals(
    RetrievalStore store,
    RetrievalSignals signals,
    RetrievalRuns runs,
    RetrievalRunner runner,
    RetrievalSettling settling,
    RetrievalMetrics metrics,
    TimeProvider time,
    ILogger<DueRetrievals> logger)
{
    /// <summary>So many rows are worked on at once, besides what callers began; the rest of the due rows wait for the next round.</summary>
    private const int MostUnderWay = 256;

    private const int BatchSize = 100;

    private int _underWay;

    /// <summary>One round over one shard: the work itself goes on after it.</summary>
    public async Task TakeUpAsync(int shard, CancellationToken cancellationToken)
    {
        var room = Math.Min(BatchSize, MostUnderWay - Volatile.Read(ref _underWay));
        if (room <= 0)
        {
            return;
        }

        foreach (var retrieval in await store.DueAsync(shard, time.GetUtcNow(), room, cancellationToken))
        {
            await TakeUpAsync(retrieval, cancellationToken);
        }
    }

    /// <summary>The person did not answer in time: the challenge is over, though they may still come back.</summary>
    public async Task<Retrieval> CloseWindowIfOverAsync(Retrieval retrieval, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (retrieval.State != RetrievalState.MfaRequired || retrieval.WindowEndsAt > now)
        {
            return retrieval;
        }

        return await ExpireAsync(retrieval, now, cancellationToken);
    }

    private async Task TakeUpAsync(Retrieval retrieval, CancellationToken cancellationToken)
    {
        if (retrieval.State == RetrievalState.MfaRequired)
        {
            await CloseWindowIfOverAsync(retrieval, cancellationToken);
            return;
        }

        var now = time.GetUtcNow();
        if (retrieval.LeaseId is not null && now >= settling.Deadline(retrieval))
        {
            await ExpireAsync(retrieval, now, cancellationToken);
            return;
        }

        var due = retrieval.LeasedUntil ?? retrieval.NextStepAt;
        var goesToBank = false;
        switch (retrieval)
        {
            case { State: RetrievalState.Busy }:
                goesToBank = retrieval.Purpose == AuthorizePurpose.Refresh;
                retrieval.Authorize(retrieval.Purpose, now);
                break;
            case { State: RetrievalState.Authorizing, LeaseId: not null, Purpose: AuthorizePurpose.Refresh or AuthorizePurpose.Answer }:
                Log.Recovering(logger, retrieval.Id);
                retrieval.Purpose = AuthorizePurpose.Recover;
                break;
        }

        retrieval.NextStepAt = now;
        RetrievalLeases.Take(retrieval, now);
        if (await store.SaveAsync(retrieval, row => row.LiveSentAt = goesToBank ? now : row.LiveSentAt, null, cancellationToken) is { } connection)
        {
            metrics.StepTaken(due, now);
            var run = runs.Of(retrieval, connection);
            Interlocked.Increment(ref _underWay);
            runner.Start(run, ended: () => Interlocked.Decrement(ref _underWay));
        }
    }

    private async Task<Retrieval> ExpireAsync(Retrieval retrieval, DateTimeOffset now, CancellationToken cancellationToken)
    {
        retrieval.Expire(now);
        if (await store.SaveAsync(retrieval, static connection => connection.ChallengeClosed(), null, cancellationToken) is not { } saved)
        {
            return await store.ReloadAsync(retrieval.Id, cancellationToken) ?? retrieval;
        }

        Log.Expired(logger, retrieval.Id);
        signals.Tell(new RetrievalMove(retrieval.Snapshot(), saved));
        return retrieval;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The time of retrieval {RetrievalId} is over.")]
        public static partial void Expired(ILogger logger, Platform.Identifiers.RetrievalId retrievalId);

        [LoggerMessage(LogLevel.Warning, "Retrieval {RetrievalId} lost a call to the bank with its instance; asking Flinks whether it got through.")]
        public static partial void Recovering(ILogger logger, Platform.Identifiers.RetrievalId retrievalId);
    }
}
