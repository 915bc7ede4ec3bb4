using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Retrievals;

/// <summary>Takes up rows whose next step is due: polls, pauses that are over, windows that have closed, work whose lease has lapsed.</summary>
public sealed partial class DueRetrievals(
    RetrievalStore store,
    LeaseStore leases,
    RetrievalSignals signals,
    RetrievalRuns runs,
    RetrievalRunner runner,
    RetrievalSettling settling,
    RetrievalMetrics metrics,
    TimeProvider time,
    ILogger<DueRetrievals> logger)
{
    /// <summary>So many rows are worked on at once, besides what callers began: each is a call that is out, with what it takes of memory.</summary>
    private const int MostUnderWay = 512;

    private const int BatchSize = 128;

    /// <summary>A round in which more is due than there is room for waits for room so long.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(1);

    private readonly Places _places = new(MostUnderWay, BatchSize / 4);

    /// <summary>One round over one shard, until nothing is due any more: the work itself goes on after it.</summary>
    /// <returns>False if there was no room for all: the next turn should be somebody's who has more.</returns>
    public async Task<bool> TakeUpAsync(int shard, CancellationToken cancellationToken)
    {
        using var roundIsOver = new CancellationTokenSource(LongestRound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(roundIsOver.Token, cancellationToken);
        var isMore = true;
        while (isMore && await _places.TakeAsync(BatchSize, either.Token) is > 0 and var room)
        {
            isMore = await TakeUpBatchAsync(shard, room, cancellationToken);
        }

        return !isMore;
    }

    /// <summary>The connection's open retrieval, unless it is a challenge whose window has closed.</summary>
    public async Task<Retrieval?> FindOpenAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        await store.FindOpenAsync(connection, cancellationToken) is { } open && await CloseWindowIfOverAsync(open, cancellationToken) is { IsOpen: true } still
            ? still
            : null;

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

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> TakeUpBatchAsync(int shard, int room, CancellationToken cancellationToken)
    {
        var started = 0;
        try
        {
            var now = time.GetUtcNow();
            var due = await leases.DueAsync(shard, now, room, cancellationToken);
            var polls = due.Where(retrieval => IsPoll(retrieval, now)).ToDictionary(retrieval => retrieval.Id);
            foreach (var (retrieval, connection) in await TakeAsync([.. polls.Keys], now, cancellationToken))
            {
                Start(retrieval, connection, DueAt(polls[retrieval.Id]), now);
                started++;
            }

            var isMore = started > 0;
            foreach (var retrieval in due.Where(retrieval => !polls.ContainsKey(retrieval.Id)))
            {
                var (isMoved, isStarted) = await TakeUpAsync(retrieval, cancellationToken);
                isMore |= isMoved;
                started += isStarted ? 1 : 0;
            }

            return isMore && due.Count == room;
        }
        finally
        {
            _places.GiveBack(room - started);
        }
    }

    private async Task<List<TakenRetrieval>> TakeAsync(RetrievalId[] polls, DateTimeOffset now, CancellationToken cancellationToken) =>
        polls.Length > 0 ? await leases.TakeAsync(polls, Guid.NewGuid(), now, cancellationToken) : [];

    /// <summary>Just the next look at Flinks' work, as almost all of them are: nothing of the row has to be decided first.</summary>
    private bool IsPoll(Retrieval retrieval, DateTimeOffset now) =>
        retrieval.State == RetrievalState.Collecting && (retrieval.LeaseId is null || now < settling.Deadline(retrieval));

    private static DateTimeOffset? DueAt(Retrieval retrieval) => retrieval.LeasedUntil ?? retrieval.NextStepAt;

    private void Start(Retrieval retrieval, Connection connection, DateTimeOffset? dueAt, DateTimeOffset now)
    {
        metrics.StepTaken(dueAt, now);
        runner.Start(runs.Of(retrieval, connection), ended: () => _places.GiveBack(1));
    }

    private async Task<(bool IsMoved, bool IsStarted)> TakeUpAsync(Retrieval retrieval, CancellationToken cancellationToken)
    {
        if (retrieval.State == RetrievalState.MfaRequired)
        {
            return ((await CloseWindowIfOverAsync(retrieval, cancellationToken)).HasEnded, false);
        }

        var now = time.GetUtcNow();
        if (retrieval.LeaseId is not null && now >= settling.Deadline(retrieval))
        {
            return ((await ExpireAsync(retrieval, now, cancellationToken)).HasEnded, false);
        }

        var dueAt = DueAt(retrieval);
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
        if (await store.SaveAsync(retrieval, row => row.LiveSentAt = goesToBank ? now : row.LiveSentAt, null, cancellationToken) is not { } connection)
        {
            return (false, false);
        }

        Start(retrieval, connection, dueAt, now);
        return (true, true);
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
        public static partial void Expired(ILogger logger, RetrievalId retrievalId);

        [LoggerMessage(LogLevel.Warning, "Retrieval {RetrievalId} lost a call to the bank with its instance; asking Flinks whether it got through.")]
        public static partial void Recovering(ILogger logger, RetrievalId retrievalId);
    }
}
