using Flinks.Bff.Audit;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Persistence;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Writes what a step found out and tells those who wait. Each method ends or suspends the spell of work, but for
/// <see cref="Opened"/> and <see cref="ProgressAsync"/>.
/// </summary>
public sealed partial class RetrievalSettling(
    RetrievalWrites writes, RetrievalStore store, RetrievalSignals signals, ResultCache results, Sealer sealer, IOptions<FlinksOptions> options, TimeProvider time, ILogger<RetrievalSettling> logger)
{
    /// <summary>A call that takes longer than this is worth a write: the row then says what is going on.</summary>
    private static readonly TimeSpan SlowCall = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestBusyPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstBusyPause = TimeSpan.FromSeconds(5);

    /// <summary>A session is open. Not written yet: if we are lost now, a cached Authorize finds it again.</summary>
    public void Opened(RetrievalRun run, RequestId requestId, DateTimeOffset? lastRefresh)
    {
        run.Retrieval.Collect(sealer.SealRequest(requestId), lastRefresh, time.GetUtcNow());
        run.IsAhead = true;
    }

    /// <summary>Writes where the work stands while it goes on.</summary>
    /// <returns>False if the row is no longer ours.</returns>
    public async Task<bool> ProgressAsync(RetrievalRun run, Action<Connection> change, CancellationToken cancellationToken)
    {
        run.Retrieval.LeasedUntil = time.GetUtcNow() + RetrievalLeases.Length;
        run.Retrieval.NextStepAt = time.GetUtcNow();
        return await SaveAsync(run, change, null, cancellationToken);
    }

    /// <summary>While the call is out: if it takes long, and the row in the database lags behind or is not there yet, it is written.</summary>
    public async Task WriteIfSlowAsync(RetrievalRun run, Task call, CancellationToken cancellationToken)
    {
        if ((run.IsAhead || run.Flight is not null) && !await EndsSoonAsync(run, call, cancellationToken))
        {
            await ProgressAsync(run, static connection => connection.ChallengeClosed(), cancellationToken);
        }
    }

    public Task AskPersonAsync(RetrievalRun run, FlinksOutcome.MfaRequired mfa, CancellationToken cancellationToken)
    {
        run.Retrieval.AskPerson(
            sealer.SealRequest(mfa.RequestId),
            sealer.SealChallenges(mfa.Challenges, RetrievalJson.Default.IReadOnlyListChallenge),
            mfa.Retry,
            time.GetUtcNow() + options.Value.ResumeWindow);
        run.Retrieval.FlinksCode = mfa.FlinksCode;
        return SaveAsync(run, static connection => connection.State = ConnectionState.NeedsUser, null, cancellationToken);
    }

    /// <summary>The person's return or answers settled nothing: the challenge stands as before, and the caller hears why.</summary>
    public Task WaitAgainAsync(RetrievalRun run, Refusal? complaint, CancellationToken cancellationToken)
    {
        run.Retrieval.WaitAgain(time.GetUtcNow());
        return SaveAsync(run, AfterWaiting(run.Retrieval), complaint, cancellationToken);
    }

    /// <summary>Flinks works on: look again after the poll interval, or give up when the time is over.</summary>
    public Task PendingAsync(RetrievalRun run, TimeSpan pause, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var deadline = Deadline(run.Retrieval);
        if (now >= deadline)
        {
            run.Retrieval.Expire(now);
            return SaveAsync(run, static connection => connection.ChallengeClosed(), null, cancellationToken);
        }

        run.Retrieval.BusySince = null;
        run.Retrieval.LookAgain(Earlier(now + pause, deadline));
        return SaveAsync(run, static connection => connection.ChallengeClosed(), null, cancellationToken);
    }

    /// <summary>Another session uses the login: pause, longer each time, until the busy time-out.</summary>
    /// <returns>False if the time is over and nothing was written.</returns>
    public async Task<bool> BusyAsync(RetrievalRun run, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        run.Retrieval.BusySince ??= now;
        var deadline = run.Retrieval.BusySince.Value + options.Value.BusyTimeout;
        if (now >= deadline)
        {
            return false;
        }

        var pause = (FirstBusyPause < options.Value.PollInterval ? FirstBusyPause : options.Value.PollInterval) * Math.Pow(2, Math.Min(run.Retrieval.Attempts, 8));
        run.Retrieval.WaitForBusy(Earlier(now + (retryAfter ?? (pause < LongestBusyPause ? pause : LongestBusyPause)), deadline));
        await SaveAsync(run, static _ => { }, null, cancellationToken);
        return true;
    }

    /// <summary>The data arrived. If nobody is waiting for them here they are kept, sealed, until they are fetched or erased.</summary>
    public async Task ReadyAsync(RetrievalRun run, AccountsPayload payload, CancellationToken cancellationToken)
    {
        var data = AccountShaper.Shape(payload, run.Options);
        var now = time.GetUtcNow();
        var awaited = signals.IsAwaited(run.Retrieval.Id);
        run.Retrieval.Finish(payload.LastRefresh, now);
        run.Retrieval.RequestHash = RetrievalArrivals.HashOf(payload.RequestId);
        var before = results.Remember(run.Retrieval.Id, data);
        var connection = await writes.SaveAsync(run, row => Deliver(row, run.Retrieval, payload), awaited ? null : results.Seal(run.Retrieval.Id, data), cancellationToken, () => results.Seal(run.Retrieval.Id, data), LinkedBy(run));
        if (connection is null)
        {
            await ReadyLateAsync(run, payload, data, before, cancellationToken);
            return;
        }

        Log.Moved(logger, run);
        if (!signals.Tell(new RetrievalMove(run.Retrieval.Snapshot(), connection, data)) && awaited)
        {
            await results.KeepAsync(run.Retrieval.Id, data, cancellationToken);
        }
    }

    public Task FailAsync(RetrievalRun run, Refusal refusal, CancellationToken cancellationToken)
    {
        run.Retrieval.Fail(refusal.Code, refusal.FlinksCode, refusal.RetryAfter, time.GetUtcNow());
        return SaveAsync(run, connection => Disappoint(connection, refusal), null, cancellationToken, refusal.Code == ProblemCodes.LoginNotProved
            ? Noted(run, AuditAction.ClaimRefused) with { Outcome = refusal.Code }
            : null);
    }

    /// <summary>After this a retrieval that still waits for Flinks is given up.</summary>
    public DateTimeOffset Deadline(Retrieval retrieval) => (retrieval.CollectingSince ?? retrieval.StartedAt) + options.Value.PollTimeout;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static Action<Connection> AfterWaiting(Retrieval retrieval) => retrieval.State == RetrievalState.MfaRequired
        ? static connection => connection.State = ConnectionState.NeedsUser
        : static connection => connection.ChallengeClosed();

    /// <summary>What data that arrived change on their connection.</summary>
    internal static void Deliver(Connection connection, Retrieval retrieval, AccountsPayload payload)
    {
        connection.Proved |= retrieval.ProofAfter is null;
        connection.LastRetrievalId = retrieval.Id;
        connection.LastRefreshedAt = retrieval.LastRefresh ?? connection.LastRefreshedAt;
        connection.InstitutionId = payload.InstitutionId ?? connection.InstitutionId;
        connection.InstitutionName = payload.InstitutionName ?? connection.InstitutionName;
        connection.Problem = null;
        connection.ChallengeClosed();
        if (retrieval.Code is not null)
        {
            // Old data behind a failed sign-in: whatever the bank said then, Connect is where it is settled.
            connection.NeedsUser(ProblemCodes.ReconnectRequired);
        }
    }

    /// <summary>Somebody else moved the row while the data were on their way. Data are worth keeping, if the row still waits for any.</summary>
    private async Task ReadyLateAsync(RetrievalRun run, AccountsPayload payload, AccountData data, AccountData? before, CancellationToken cancellationToken)
    {
        var now = await store.ReloadAsync(run.Retrieval.Id, cancellationToken);
        if (now is null || (now.State != RetrievalState.Collecting && !RetrievalMoves.IsLegal(now.State, RetrievalState.Collecting)))
        {
            results.TakeBack(run.Retrieval.Id, data, before);
            Log.Dropped(logger, run.Retrieval.Id);
            return;
        }

        if (now.State != RetrievalState.Collecting)
        {
            now.Collect(run.Retrieval.RequestIdSealed ?? [], run.Retrieval.LastRefresh, time.GetUtcNow());
        }

        now.ProofAfter = run.Retrieval.ProofAfter;
        now.Calls = run.Retrieval.Calls;
        now.Finish(payload.LastRefresh ?? run.Retrieval.LastRefresh, time.GetUtcNow());
        now.RequestHash = run.Retrieval.RequestHash;
        if (await store.SaveAsync(now, row => Deliver(row, now, payload), results.Seal(now.Id, data), cancellationToken, LinkedBy(run)) is { } connection)
        {
            signals.Tell(new RetrievalMove(now, connection, data));
        }
    }

    /// <summary>What a failure changes on its connection.</summary>
    internal static void Disappoint(Connection connection, Refusal refusal)
    {
        connection.ChallengeClosed();
        if (refusal.Code is ProblemCodes.ReconnectRequired or ProblemCodes.BankActionRequired)
        {
            connection.NeedsUser(refusal.Code);
        }
    }

    private async Task<bool> EndsSoonAsync(RetrievalRun run, Task call, CancellationToken cancellationToken)
    {
        if (run.Flight is { } flight)
        {
            return await Task.WhenAny(call, flight.Due) == call;
        }

        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = await Task.WhenAny(call, Task.Delay(SlowCall, time, given.Token)) == call;
        await given.CancelAsync();
        return ended;
    }

    /// <summary>A claim that has just been proved: from here on its user has the connection.</summary>
    private AuditNote? LinkedBy(RetrievalRun run) =>
        run.Connection.Proved || run.Retrieval.ProofAfter is not null ? null : Noted(run, AuditAction.ConnectionLinked);

    private AuditNote Noted(RetrievalRun run, AuditAction action) => RetrievalStore.Noted(run.Retrieval, action, time.GetUtcNow());

    private async Task<bool> SaveAsync(RetrievalRun run, Action<Connection> change, Refusal? complaint, CancellationToken cancellationToken, AuditNote? note = null)
    {
        var proved = run.Retrieval.ProofAfter is null;
        var connection = await writes.SaveAsync(
            run,
            row =>
            {
                row.Proved |= proved;
                change(row);
            },
            null,
            cancellationToken,
            note: note ?? LinkedBy(run));
        if (connection is null)
        {
            run.Retrieval.LeaseId = null;
            Log.Dropped(logger, run.Retrieval.Id);
            return false;
        }

        run.IsAhead = false;
        Log.Moved(logger, run);
        signals.Tell(new RetrievalMove(run.Retrieval.Snapshot(), connection, Complaint: complaint));
        return true;
    }

    private static partial class Log
    {
        public static void Moved(ILogger logger, RetrievalRun run)
        {
            var retrieval = run.Retrieval;
            if (retrieval.State == run.Logged)
            {
                return;
            }

            run.Logged = retrieval.State;
            if (retrieval.Code is { } code)
            {
                MovedBy(logger, retrieval.Id, retrieval.State, code, retrieval.FlinksCode ?? "nothing");
                return;
            }

            MovedOn(logger, retrieval.Id, retrieval.State);
        }

        [LoggerMessage(LogLevel.Information, "Retrieval {RetrievalId} is {State}.")]
        private static partial void MovedOn(ILogger logger, Platform.Identifiers.RetrievalId retrievalId, RetrievalState state);

        [LoggerMessage(LogLevel.Information, "Retrieval {RetrievalId} is {State} with {Code}; Flinks said {FlinksCode}.")]
        private static partial void MovedBy(ILogger logger, Platform.Identifiers.RetrievalId retrievalId, RetrievalState state, string code, string flinksCode);

        [LoggerMessage(LogLevel.Information, "Retrieval {RetrievalId} was moved by somebody else meanwhile; our result is dropped.")]
        public static partial void Dropped(ILogger logger, Platform.Identifiers.RetrievalId retrievalId);
    }
}
