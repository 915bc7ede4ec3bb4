using System.Security.Cryptography;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Finds the retrieval that a webhook belongs to and ends it, or makes one of its own (flinks/connect.md 10). A poll may bring the same data
/// at the same moment: who writes first has moved the row, and the other finds it moved.
/// </summary>
public sealed partial class RetrievalArrivals(
    ArrivalStore scenes,
    RetrievalStore store,
    RetrievalSignals signals,
    RetrievalRuns runs,
    ResultCache results,
    Sealer sealer,
    IOptions<FlinksOptions> options,
    TimeProvider time,
    ILogger<RetrievalArrivals> logger)
{
    /// <summary>The RequestId of data that arrived, as it is remembered: random itself, it needs no key to hide behind.</summary>
    public static byte[]? HashOf(RequestId? requestId) => requestId is { } id ? SHA256.HashData(id.Reveal().ToByteArray()) : null;

    /// <summary>Gives one connection what arrived for its login. Safe to repeat.</summary>
    public async Task<ArrivalEffect> AcceptAsync(ConnectionId id, Arrival arrival, CancellationToken cancellationToken)
    {
        while (await scenes.FindAsync(id, arrival.DeliveryId, HashOf(arrival.RequestId), time.GetUtcNow() - options.Value.PollTimeout, cancellationToken) is { } scene)
        {
            // Null: the row was moved under our hands, and what is true now decides.
            if (await AcceptAsync(scene, arrival, cancellationToken) is { } effect)
            {
                return effect;
            }
        }

        return ArrivalEffect.None;
    }

    private Task<ArrivalEffect?> AcceptAsync(ArrivalScene scene, Arrival arrival, CancellationToken cancellationToken) => arrival.Content switch
    {
        WebhookContent.Accounts or WebhookContent.Failure when scene.HasIt => Task.FromResult<ArrivalEffect?>(ArrivalEffect.Repeated),
        WebhookContent.Accounts(var payload) => TakeDataAsync(scene, arrival, payload, cancellationToken),
        WebhookContent.Failure(var outcome) when scene.Waiting.FirstOrDefault(row => row.IsOpen && IsNamed(row, arrival)) is { } open =>
            FailAsync(open, arrival, outcome, cancellationToken),
        _ => Task.FromResult<ArrivalEffect?>(ArrivalEffect.None),
    };

    private async Task<ArrivalEffect?> TakeDataAsync(ArrivalScene scene, Arrival arrival, AccountsPayload payload, CancellationToken cancellationToken)
    {
        if ((scene.Waiting.FirstOrDefault(row => IsNamed(row, arrival)) ?? scene.Waiting.FirstOrDefault(row => IsMeantBy(row, arrival))) is { } waiting)
        {
            return await DeliverAsync(waiting, scene, arrival, payload, cancellationToken);
        }

        return IsOutdated(arrival, scene.Connection)
            ? ArrivalEffect.Outdated
            : await MakeAsync(scene, arrival, payload, cancellationToken);
    }

    /// <summary>Late or overtaken by a newer one: the latest result must not become an older one.</summary>
    private static bool IsOutdated(Arrival arrival, Connection connection) => arrival.LastRefresh < connection.LastRefreshedAt;

    /// <summary>The session that the retrieval waits for.</summary>
    private bool IsNamed(Retrieval retrieval, Arrival arrival) =>
        arrival.RequestId is { } requestId && retrieval.RequestIdSealed is { } sealedId && sealer.OpenRequest(sealedId) == requestId;

    /// <summary>Another session of the login, but the bank was read after the person or the caller set out to have it read.</summary>
    private static bool IsMeantBy(Retrieval retrieval, Arrival arrival) => arrival.LastRefresh > (retrieval.ConnectSessionStartedAt ?? retrieval.StartedAt);

    private async Task<ArrivalEffect?> DeliverAsync(
        Retrieval retrieval, ArrivalScene scene, Arrival arrival, AccountsPayload payload, CancellationToken cancellationToken)
    {
        var asksPerson = scene.AsksPerson && retrieval.State != RetrievalState.MfaRequired;
        if (arrival.LastRefresh > retrieval.StartedAt)
        {
            // An old failure was being read around: the bank has let Flinks in since.
            (retrieval.Code, retrieval.FlinksCode) = (null, null);
        }

        var delivered = await SaveAsync(retrieval, retrieval.Version, scene.Connection, arrival, payload, Change, cancellationToken);
        if (delivered)
        {
            Log.Delivered(logger, retrieval.Id);
        }

        return delivered ? ArrivalEffect.Delivered : null;

        void Change(Connection row)
        {
            RetrievalSettling.Deliver(row, retrieval, payload);
            if (asksPerson)
            {
                // Data of one that expired end no challenge that has been opened since.
                row.State = ConnectionState.NeedsUser;
            }
        }
    }

    private async Task<ArrivalEffect?> MakeAsync(ArrivalScene scene, Arrival arrival, AccountsPayload payload, CancellationToken cancellationToken)
    {
        var retrieval = New(scene.Connection, arrival);
        var letsInAgain = scene.LastTroubleAt is not { } trouble || arrival.LastRefresh > trouble;
        var made = await SaveAsync(retrieval, seen: null, scene.Connection, arrival, payload, Change, cancellationToken, onlyIf: row => !IsOutdated(arrival, row));
        if (made)
        {
            Log.Made(logger, retrieval.Id, retrieval.ConnectionId);
        }

        return made ? ArrivalEffect.Made : null;

        // Whatever is open stays open, and what the person has to do stays to be done unless the bank has let Flinks in since.
        void Change(Connection row)
        {
            var (state, problem) = (row.State, row.Problem);
            RetrievalSettling.Deliver(row, retrieval, payload);
            if (scene.AsksPerson || !letsInAgain)
            {
                (row.State, row.Problem) = (state, letsInAgain ? null : problem);
            }
        }
    }

    private async Task<ArrivalEffect?> FailAsync(Retrieval retrieval, Arrival arrival, FlinksOutcome outcome, CancellationToken cancellationToken)
    {
        var refusal = retrieval switch
        {
            { Code: { } told } => new Refusal(told) { FlinksCode = retrieval.FlinksCode },
            { State: RetrievalState.MfaRequired } when outcome is FlinksOutcome.SessionEnded(var code) => new Refusal(ProblemCodes.ResumeWindowClosed) { FlinksCode = code },
            _ => Refusals.Of(outcome),
        };
        var seen = retrieval.Version;
        retrieval.Fail(refusal.Code, refusal.FlinksCode, refusal.RetryAfter, time.GetUtcNow());
        retrieval.WebhookDeliveryId = arrival.DeliveryId;
        if (await store.SaveAsync(retrieval, seen, row => RetrievalSettling.Disappoint(row, refusal), null, cancellationToken) is not { } connection)
        {
            return null;
        }

        Log.Failed(logger, retrieval.Id, refusal.Code, refusal.FlinksCode ?? "nothing");
        signals.Tell(new RetrievalMove(retrieval.Snapshot(), connection));
        return ArrivalEffect.Failed;
    }

    /// <summary>Writes a retrieval that the arrival made ready, and tells those who wait for it. Kept on disk if nobody here does, or somebody does elsewhere.</summary>
    /// <returns>False if somebody else was faster.</returns>
    private async Task<bool> SaveAsync(
        Retrieval retrieval,
        int? seen,
        Connection connection,
        Arrival arrival,
        AccountsPayload payload,
        Action<Connection> change,
        CancellationToken cancellationToken,
        Predicate<Connection>? onlyIf = null)
    {
        var data = AccountShaper.Shape(payload, runs.Of(retrieval, connection).Options);
        retrieval.Finish(arrival.LastRefresh, time.GetUtcNow());
        retrieval.AsOf = arrival.ReceivedAt;
        retrieval.WebhookDeliveryId = arrival.DeliveryId;
        retrieval.RequestHash = HashOf(arrival.RequestId);
        var awaited = signals.IsAwaited(retrieval.Id);
        var before = results.Remember(retrieval.Id, data);
        Func<StoredResult>? ifWanted = awaited ? () => results.Seal(retrieval.Id, data) : null;
        if (await store.SaveAsync(retrieval, seen, change, awaited ? null : results.Seal(retrieval.Id, data), cancellationToken, ifWanted, onlyIf) is not { } saved)
        {
            results.TakeBack(retrieval.Id, data, before);
            return false;
        }

        if (!signals.Tell(new RetrievalMove(retrieval.Snapshot(), saved, data)) && awaited)
        {
            await results.KeepAsync(retrieval.Id, data, cancellationToken);
        }

        return true;
    }

    private Retrieval New(Connection connection, Arrival arrival) => new()
    {
        Id = RetrievalId.New(time.GetUtcNow()),
        ConnectionId = connection.Id,
        UserKey = connection.UserKey,
        State = RetrievalState.Collecting,
        Freshness = Freshness.Cached,
        Options = RetrievalRuns.Normalise(new DataOptions()),
        StartedAt = arrival.ReceivedAt,
        FromWebhook = true,
        // Ready from its first moment: no shard will ever have to look at it.
        Shard = 0,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A webhook brought retrieval {RetrievalId} its data.")]
        public static partial void Delivered(ILogger logger, RetrievalId retrievalId);

        [LoggerMessage(LogLevel.Information, "A webhook made retrieval {RetrievalId} of connection {ConnectionId}.")]
        public static partial void Made(ILogger logger, RetrievalId retrievalId, ConnectionId connectionId);

        [LoggerMessage(LogLevel.Information, "A webhook ended retrieval {RetrievalId} with {Code}; Flinks said {FlinksCode}.")]
        public static partial void Failed(ILogger logger, RetrievalId retrievalId, string code, string flinksCode);
    }
}
