using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Client;

namespace Flinks.Bff.Retrievals;

/// <summary>What to start.</summary>
/// <param name="Freshness">How the data are obtained.</param>
/// <param name="Options">What is asked for.</param>
/// <param name="ProofAfter">A claim on a shared login: see <see cref="Retrieval.ProofAfter"/>.</param>
/// <param name="ReplacesChallenge">An open challenge makes room: the person has just been in Connect.</param>
/// <param name="LastLive">When the bank was last asked for the login, as whoever plans to ask it again knows.</param>
/// <param name="DecidedOn">The connection on whose last result the plan rests: with a newer one it is void.</param>
/// <param name="NoneOpenAt">What <see cref="RetrievalFlights.Opened"/> was when none of the connection's retrievals was seen to be open.</param>
/// <param name="SessionStartedAt">When the connect session began that the wish names: see <see cref="Retrieval.ConnectSessionStartedAt"/>.</param>
public sealed record RetrievalPlan(
    Freshness Freshness,
    DataOptions Options,
    DateTimeOffset? ProofAfter = null,
    bool ReplacesChallenge = false,
    DateTimeOffset? LastLive = null,
    Connection? DecidedOn = null,
    long? NoneOpenAt = null,
    DateTimeOffset? SessionStartedAt = null);

/// <summary>Starts a connection's retrieval, or joins the one that is open: there is never more than one.</summary>
public sealed partial class RetrievalStarter(
    RetrievalStore store,
    RetrievalSignals signals,
    RetrievalFlights flights,
    RetrievalRuns runs,
    RetrievalRunner runner,
    DataElsewhere elsewhere,
    DueRetrievals due,
    TimeProvider time,
    ILogger<RetrievalStarter> logger)
{
    /// <summary>Rows are spread over this many shard jobs.</summary>
    public const int Shards = 4;

    /// <summary>Between finding no open retrieval and opening one, another may come and go; more than a few in a row would be a fault.</summary>
    private const int MostTries = 10;

    /// <summary>A listener to what follows, and where things stand now.</summary>
    /// <returns>Null if the connection is gone, or what the plan was made on no longer holds: whoever made it decides anew.</returns>
    public async Task<(RetrievalSignals.Listener Listener, RetrievalMove Now)?> StartOrJoinAsync(
        Connection connection, RetrievalPlan plan, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (Board(connection) is { } boarded)
            {
                return boarded;
            }

            var mayTakeOff = await flights.MayTakeOffAsync(cancellationToken);
            var open = plan.NoneOpenAt == flights.Opened && tries == 0 ? null : await due.FindOpenAsync(connection.Id, cancellationToken);
            var replaced = open is { State: RetrievalState.MfaRequired } && plan.ReplacesChallenge ? open : null;
            if (open is not null && replaced is null)
            {
                if (await JoinAsync(open, connection, cancellationToken) is { } joined)
                {
                    return joined;
                }

                continue;
            }

            if (await StartAsync(connection, plan, replaced, mayTakeOff, cancellationToken) is { } started)
            {
                return started;
            }

            if ((plan.DecidedOn is not null || plan.Freshness == Freshness.Live) && await due.FindOpenAsync(connection.Id, cancellationToken) is null)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The connection's open retrieval, wherever it stands.</summary>
    /// <returns>Null if there is none.</returns>
    public async Task<(RetrievalSignals.Listener Listener, RetrievalMove Now)?> JoinOpenAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (Board(connection) is { } boarded)
        {
            return boarded;
        }

        return await due.FindOpenAsync(connection.Id, cancellationToken) is { } open ? await JoinAsync(open, connection, cancellationToken) : null;
    }

    /// <summary>Joins a read that stands in no database yet. It is looked at again once we listen, so that nothing is missed.</summary>
    private (RetrievalSignals.Listener Listener, RetrievalMove Now)? Board(Connection connection)
    {
        if (flights.Find(connection.Id) is not { } flight)
        {
            return null;
        }

        var listener = signals.Listen(flight.Start.Id);
        if (flights.Find(connection.Id) == flight)
        {
            return (listener, new RetrievalMove(flight.Start, connection));
        }

        listener.Dispose();
        return null;
    }

    /// <summary>
    /// Where an open retrieval stands, seen after the listener is in place so that no move is missed. Whoever works on it elsewhere learns that
    /// the data have to be kept for us.
    /// </summary>
    /// <returns>Null if it has ended or is gone.</returns>
    private async Task<(RetrievalSignals.Listener Listener, RetrievalMove Now)?> JoinAsync(
        Retrieval open, Connection connection, CancellationToken cancellationToken)
    {
        var listener = signals.Listen(open.Id);
        if (await elsewhere.AskForAsync(open.Id, cancellationToken) && await store.ReloadAsync(open.Id, cancellationToken) is { } now)
        {
            return (listener, new RetrievalMove(now, connection));
        }

        listener.Dispose();
        return null;
    }

    private async Task<(RetrievalSignals.Listener Listener, RetrievalMove Now)?> StartAsync(
        Connection connection, RetrievalPlan plan, Retrieval? replaced, bool mayTakeOff, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var retrieval = New(connection, plan, now);
        if (mayTakeOff && retrieval.Purpose == AuthorizePurpose.Read && replaced is null && plan.DecidedOn is null)
        {
            return TakeOff(connection, retrieval);
        }

        flights.NoteOpened();
        replaced?.Supersede(now);
        var listener = signals.Listen(retrieval.Id);
        var goesToBank = retrieval.Purpose == AuthorizePurpose.Refresh;
        var saved = await store.OpenAsync(
            retrieval,
            plan,
            row =>
            {
                row.LiveSentAt = goesToBank ? now : row.LiveSentAt;
                if (replaced is not null)
                {
                    row.ChallengeClosed();
                }
            },
            replaced,
            cancellationToken);
        if (saved is null)
        {
            listener.Dispose();
            return null;
        }

        if (replaced is not null)
        {
            signals.Tell(new RetrievalMove(replaced, saved));
        }

        Log.Started(logger, plan.Freshness, retrieval.Id, connection.Id);
        var move = new RetrievalMove(retrieval.Snapshot(), saved);
        runner.Start(runs.Of(retrieval, saved));
        return (listener, move);
    }

    /// <summary>What Flinks has stored is read before anything is written: nothing is lost if we are.</summary>
    private (RetrievalSignals.Listener Listener, RetrievalMove Now)? TakeOff(Connection connection, Retrieval retrieval)
    {
        var listener = signals.Listen(retrieval.Id);
        if (!flights.TryTakeOff(retrieval, out var flight))
        {
            listener.Dispose();
            return null;
        }

        var run = runs.Of(retrieval, connection);
        run.Flight = flight;
        runner.Start(run);
        return (listener, new RetrievalMove(flight.Start, connection));
    }

    private static Retrieval New(Connection connection, RetrievalPlan plan, DateTimeOffset now)
    {
        var id = RetrievalId.New(now);
        var retrieval = new Retrieval
        {
            Id = id,
            ConnectionId = connection.Id,
            UserKey = connection.UserKey,
            OpenFor = connection.Id,
            State = RetrievalState.Authorizing,
            Freshness = plan.Freshness,
            Options = RetrievalRuns.Normalise(plan.Options),
            Purpose = plan switch
            {
                { ProofAfter: not null } => AuthorizePurpose.Prove,
                { Freshness: Freshness.Live } => AuthorizePurpose.Refresh,
                _ => AuthorizePurpose.Read,
            },
            ProofAfter = plan.ProofAfter,
            ConnectSessionStartedAt = plan.SessionStartedAt,
            StartedAt = now,
            NextStepAt = now,
            Shard = id.Value.ToByteArray()[^1] % Shards,
        };
        RetrievalLeases.Take(retrieval, now);
        return retrieval;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Started {Freshness} retrieval {RetrievalId} of connection {ConnectionId}.")]
        public static partial void Started(ILogger logger, Freshness freshness, RetrievalId retrievalId, ConnectionId connectionId);
    }
}
