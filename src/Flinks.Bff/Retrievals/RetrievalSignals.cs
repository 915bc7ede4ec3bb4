using System.Collections.Concurrent;
using System.Threading.Channels;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Retrievals;

/// <summary>A change of a retrieval, as those who wait for it learn of it.</summary>
/// <param name="Data">The data, if this is the move that brought them: they may be held nowhere else.</param>
/// <param name="Complaint">What went wrong with the caller's own step although the retrieval stands as before.</param>
/// <param name="IsVoid">The retrieval came to nothing before it was written: whoever waits for it decides anew.</param>
public sealed record RetrievalMove(Retrieval Retrieval, Connection Connection, AccountData? Data = null, Refusal? Complaint = null, bool IsVoid = false)
{
    /// <summary>
    /// The later of what is known and what was told. A move is told after it is written: who reads the row in between may already have acted on
    /// it, and made the next one, when they are told of it.
    /// </summary>
    public RetrievalMove Or(RetrievalMove told) => told.Retrieval.Version < Retrieval.Version ? this : told;
}

/// <summary>Tells callers on this instance what happens to the retrievals they wait for.</summary>
public sealed class RetrievalSignals(RetrievalMetrics metrics)
{
    private readonly ConcurrentDictionary<RetrievalId, ListenerList> _listeners = new();

    /// <param name="takesData">The listener hands the data on; one who only watches does not.</param>
    public Listener Listen(RetrievalId id, bool takesData = true)
    {
        while (true)
        {
            var list = _listeners.GetOrAdd(id, static _ => new ListenerList());
            if (list.TryAdd(takesData, out var listener, leave: () => Leave(id, list)))
            {
                return listener;
            }
        }
    }

    /// <summary>The retrievals that somebody here waits for, each with the latest version they were told of.</summary>
    public IReadOnlyDictionary<RetrievalId, int> Awaited() => _listeners.ToDictionary(pair => pair.Key, pair => pair.Value.Told);

    /// <summary>Somebody here waits for the retrieval's data.</summary>
    public bool IsAwaited(RetrievalId id) => _listeners.TryGetValue(id, out var list) && list.HasTakers;

    /// <summary>Tells of a move that was made here. Whether anybody was told who hands the data on.</summary>
    public bool Tell(RetrievalMove move)
    {
        if (!move.IsVoid)
        {
            metrics.Moved(move.Retrieval);
        }

        return _listeners.TryGetValue(move.Retrieval.Id, out var list) && list.Tell(move, onlyNews: false);
    }

    /// <summary>Tells of a move that was found in the database, unless it has been told already.</summary>
    public void TellNews(RetrievalMove move)
    {
        if (_listeners.TryGetValue(move.Retrieval.Id, out var list))
        {
            list.Tell(move, onlyNews: true);
        }
    }

    private void Leave(RetrievalId id, ListenerList list)
    {
        if (list.TryClose())
        {
            _listeners.TryRemove(new KeyValuePair<RetrievalId, ListenerList>(id, list));
        }
    }

    /// <summary>One caller's ear. After it is disposed of, what was told before can still be read.</summary>
    public sealed class Listener(bool takesData, Action<Listener> remove) : IDisposable
    {
        private volatile bool _takesData = takesData;

        private readonly Channel<RetrievalMove> _moves = Channel.CreateUnbounded<RetrievalMove>(new UnboundedChannelOptions { SingleReader = true });

        /// <exception cref="OperationCanceledException">Nothing happened in time.</exception>
        public ValueTask<RetrievalMove> NextAsync(CancellationToken cancellationToken) => _moves.Reader.ReadAsync(cancellationToken);

        public RetrievalMove? NextIfTold() => _moves.Reader.TryRead(out var move) ? move : null;

        internal bool TakesData => _takesData;

        /// <summary>From here on nobody is there to hand data to.</summary>
        public void TakeNothing() => _takesData = false;

        internal void Tell(RetrievalMove move) => _moves.Writer.TryWrite(move);

        public void Dispose() => remove(this);
    }

    private sealed class ListenerList
    {
        private readonly Lock _gate = new();
        private readonly List<Listener> _open = [];
        private bool _closed;

        /// <summary>The version of the latest move that was told.</summary>
        public int Told { get; private set; } = -1;

        public bool HasTakers
        {
            get
            {
                lock (_gate)
                {
                    return _open.Exists(listener => listener.TakesData);
                }
            }
        }

        public bool TryAdd(bool takesData, out Listener listener, Action leave)
        {
            listener = new Listener(takesData, self =>
            {
                lock (_gate)
                {
                    _open.Remove(self);
                }

                leave();
            });
            lock (_gate)
            {
                if (!_closed)
                {
                    _open.Add(listener);
                }

                return !_closed;
            }
        }

        public bool Tell(RetrievalMove move, bool onlyNews)
        {
            lock (_gate)
            {
                if (!onlyNews || move.Retrieval.Version > Told)
                {
                    Told = move.Retrieval.Version;
                    _open.ForEach(listener => listener.Tell(move));
                }

                return _open.Exists(listener => listener.TakesData);
            }
        }

        /// <summary>Closes an empty list for good, so that nobody joins a list that is no longer found.</summary>
        public bool TryClose()
        {
            lock (_gate)
            {
                return _closed = _open.Count == 0;
            }
        }
    }
}
