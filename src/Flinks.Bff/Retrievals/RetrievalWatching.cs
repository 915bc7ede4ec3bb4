using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Security;

namespace Flinks.Bff.Retrievals;

/// <summary>A retrieval's moves, one after the other, for those who would rather be told than ask.</summary>
public sealed class RetrievalWatching(
    RetrievalStore store, ConnectionStore connections, RetrievalSignals signals, RetrievalMetrics metrics, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Proxies cut what is silent for too long; most allow at least 30 s.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>A user's screens, with room to spare; a leaking client stops here.</summary>
    private const int MostPerUser = 10;

    /// <summary>Of one stream, whatever its token says: nothing lasts longer, and no timer could wait much longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<UserKey, int> _open = new();

    /// <summary>Opens a stream.</summary>
    /// <param name="lastSeen">The version that the reader was told of last, if it comes back: that is not told again.</param>
    /// <param name="until">When the reader's right to it ends, and with it the stream.</param>
    /// <returns>Why not, or the events to come: null is the sign of life after a while in which nothing happened.</returns>
    public async Task<(Refusal? Refusal, IAsyncEnumerable<RetrievalEvent?>? Events)> OpenAsync(
        UserKey user, RetrievalId id, int? lastSeen, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, id, cancellationToken) is null)
        {
            return (new Refusal(ProblemCodes.NotFound), null);
        }

        if (_open.AddOrUpdate(user, 1, static (_, open) => open + 1) > MostPerUser)
        {
            Close(user);
            return (new Refusal(ProblemCodes.RateLimited), null);
        }

        return (null, ReadAsync(user, id, lastSeen, Left(until), cancellationToken));
    }

    private async IAsyncEnumerable<RetrievalEvent?> ReadAsync(
        UserKey user, RetrievalId id, int? lastSeen, TimeSpan left, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(left, time);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping, over.Token);
        using var listener = signals.Listen(id, takesData: false);
        metrics.StreamOpened();
        try
        {
            // Told also by a host that stops already: whoever comes back too soon learns something.
            if (await FindAsync(user, id, cancellationToken) is not { } latest)
            {
                yield break;
            }

            if (latest.Retrieval.Version != lastSeen)
            {
                yield return Event(latest);
            }

            while (!latest.Retrieval.HasEnded)
            {
                var move = await NextAsync(listener, stopping.Token) is { } told ? latest.Or(told) : null;
                // A poll that found nothing new changes the row, but is no move.
                if (move is null || move.Retrieval.State != latest.Retrieval.State)
                {
                    yield return move is null ? null : Event(move);
                }

                latest = move ?? latest;
            }
        }
        finally
        {
            metrics.StreamClosed();
            Close(user);
        }
    }

    /// <summary>A token that is over may still count for a moment: the present state is told to it.</summary>
    private TimeSpan Left(DateTimeOffset until)
    {
        var left = until - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest;
    }

    private async Task<RetrievalMove?> NextAsync(RetrievalSignals.Listener listener, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            return await listener.NextAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Close(UserKey user)
    {
        if (_open.AddOrUpdate(user, 0, static (_, open) => open - 1) <= 0)
        {
            _open.TryRemove(new KeyValuePair<UserKey, int>(user, 0));
        }
    }

    private async Task<RetrievalMove?> FindAsync(UserKey user, RetrievalId id, CancellationToken cancellationToken) =>
        await store.FindAsync(user.ToBytes(), id, cancellationToken) is { } retrieval
        && await connections.ReloadAsync(retrieval.ConnectionId, cancellationToken) is { } connection
            ? new RetrievalMove(retrieval, connection)
            : null;

    private static RetrievalEvent Event(RetrievalMove move) => new(
        move.Retrieval.Version,
        new RetrievalEventBody(move.Connection.Id, move.Retrieval.Id, move.Retrieval.State, RetrievalAnswers.EndOf(move.Retrieval, asPast: true)?.Code, RetrievalAnswers.NextOf(move)));
}

/// <summary>One event of the stream.</summary>
/// <param name="Version">The row's version: the event's <c>id</c>.</param>
public sealed record RetrievalEvent(int Version, RetrievalEventBody Body);

/// <summary>The `data` of one `state` event of the stream; never a token, never bank data.</summary>
/// <param name="ConnectionId">The connection whose data are retrieved.</param>
/// <param name="RetrievalId">The retrieval that moved.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="Code">The problem that it ended with; null if it did not.</param>
/// <param name="NextAction">What to do next, as a GET of the retrieval would say it.</param>
public sealed record RetrievalEventBody(
    ConnectionId ConnectionId, RetrievalId RetrievalId, RetrievalState State, [property: OneOf(typeof(ProblemCodes))] string? Code, NextAction NextAction);
