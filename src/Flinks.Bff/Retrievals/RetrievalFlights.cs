using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Reads of stored data that are under way here and stand in no database yet. Such a read has no side effect at the bank and mostly ends
/// within its call: it is written once, when it has ended, or as soon as it takes long or somebody is to be told its id. What is only in
/// our memory guards against nobody but ourselves: where other instances live, every read is written before Flinks is asked.
/// </summary>
public sealed class RetrievalFlights(RetrievalSignals signals, Neighbours neighbours, TimeProvider time)
{
    private readonly ConcurrentDictionary<ConnectionId, RetrievalFlight> _flights = new();

    private long _opened;

    /// <summary>Grows with every row that is opened here: who saw no open row and finds it unchanged need not look again.</summary>
    public long Opened => Volatile.Read(ref _opened);

    /// <summary>A row is opened.</summary>
    public void NoteOpened() => Interlocked.Increment(ref _opened);

    /// <summary>Whether a read need not be written before it begins. Whatever the answer, what other instances have not written is over.</summary>
    public async ValueTask<bool> MayTakeOffAsync(CancellationToken cancellationToken) => !await neighbours.AreThereAsync(cancellationToken);

    /// <summary>Another instance may have asked for data that are brought here.</summary>
    public bool MayBeWaitedForElsewhere => neighbours.MayBeThere;

    public RetrievalFlight? Find(ConnectionId connection) => _flights.GetValueOrDefault(connection);

    /// <returns>False if another one of the connection is in the air.</returns>
    public bool TryTakeOff(Retrieval retrieval, [NotNullWhen(true)] out RetrievalFlight? flight)
    {
        var mine = new RetrievalFlight(retrieval.Snapshot(), time);
        if (_flights.TryAdd(retrieval.ConnectionId, mine))
        {
            flight = mine;
            return true;
        }

        mine.Dispose();
        flight = null;
        return false;
    }

    /// <summary>The row is written: from here it is found in the database.</summary>
    public void Land(RetrievalRun run)
    {
        if (run.Flight is { } flight)
        {
            run.Flight = null;
            if (run.Retrieval.IsOpen)
            {
                NoteOpened();
            }

            _flights.TryRemove(new KeyValuePair<ConnectionId, RetrievalFlight>(run.Retrieval.ConnectionId, flight));
            flight.Dispose();
        }
    }

    /// <summary>The row will never be written; nobody knows its id, and who waits for it decides anew.</summary>
    public void Abandon(RetrievalRun run)
    {
        if (run.Flight is not null)
        {
            Land(run);
            signals.Tell(new RetrievalMove(run.Retrieval, run.Connection, IsVoid: true));
        }
    }
}

/// <summary>One read that stands in no database yet.</summary>
public sealed class RetrievalFlight : IDisposable
{
    /// <summary>What takes longer than this is worth a write: it survives us then, and others can see it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _due = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;

    public RetrievalFlight(Retrieval start, TimeProvider time)
    {
        Start = start;
        _timer = time.CreateTimer(static flight => ((RetrievalFlight)flight!).Hurry(), this, Longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The row as it was when the read began.</summary>
    public Retrieval Start { get; }

    /// <summary>Completes when the row has to be written although the read goes on.</summary>
    public Task Due => _due.Task;

    /// <summary>Somebody is to be told the retrieval's id: the next move that is told here is a written one, or void.</summary>
    public void Hurry() => _due.TrySetResult();

    public void Dispose() => _timer.Dispose();
}
