using System.Collections.Concurrent;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Timeline;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Readings;

/// <summary>
/// The readings under way on this instance, one for each connection and question, and those that ended while nobody waited: whoever asks
/// again finds them for <c>Retrieval:FreshFor</c>. Nothing but the timeline is written, when it is over: a reading costs the bank nothing, and
/// one that is lost is begun anew.
/// </summary>
public sealed class Readings<T>(BackgroundWork background, CallJournal journal, IOptions<RetrievalOptions> options, TimeProvider time)
{
    /// <summary>Beyond this a reading that ends is for those alone who wait for it.</summary>
    private const int MostKept = 1024;

    private readonly ConcurrentDictionary<(ConnectionId Connection, string Question), Lazy<Reading<T>>> _readings = new();

    /// <summary>The connection's reading, begun if there is none.</summary>
    public Reading<T> Join(Connection connection, string question, Func<Reading<T>, CancellationToken, Task<ReadingOutcome<T>>> read) =>
        _readings.GetOrAdd((connection.Id, question), _ => new Lazy<Reading<T>>(() => Begin(connection, question, read))).Value;

    /// <summary>Its outcome has been told, or nobody wants it any more: the next caller gets a new one.</summary>
    public void Forget(Reading<T> reading)
    {
        reading.Expiry?.Dispose();
        var key = (reading.Connection.Id, reading.Question);
        if (_readings.TryGetValue(key, out var kept) && kept.Value == reading)
        {
            _readings.TryRemove(KeyValuePair.Create(key, kept));
        }
    }

    private Reading<T> Begin(Connection connection, string question, Func<Reading<T>, CancellationToken, Task<ReadingOutcome<T>>> read)
    {
        var reading = new Reading<T>(connection, question);
        background.Start(cancellationToken => ReadAsync(reading, read, cancellationToken));
        return reading;
    }

    private async Task ReadAsync(Reading<T> reading, Func<Reading<T>, CancellationToken, Task<ReadingOutcome<T>>> read, CancellationToken cancellationToken)
    {
        var outcome = read(reading, cancellationToken);
        await ((Task)outcome).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_readings.Count > MostKept)
        {
            Forget(reading);
        }
        else
        {
            reading.Expiry = time.CreateTimer(_ => Forget(reading), null, options.Value.FreshFor, Timeout.InfiniteTimeSpan);
        }

        reading.End(outcome);
        journal.Tell(reading.Connection.Id, reading.Calls);
        await outcome;
    }
}
