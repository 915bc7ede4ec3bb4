using System.Collections.Concurrent;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Work;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Summaries;

/// <summary>
/// The readings under way on this instance, one for each connection, and those that ended while nobody waited: whoever asks again finds
/// them for <c>Retrieval:FreshFor</c>. Nothing is written: a reading costs the bank nothing, and one that is lost is begun anew.
/// </summary>
public sealed class SummaryReadings(SummaryReader reader, BackgroundWork background, IOptions<RetrievalOptions> options, TimeProvider time)
{
    /// <summary>Beyond this a reading that ends is for those alone who wait for it.</summary>
    private const int MostKept = 1024;

    private readonly ConcurrentDictionary<ConnectionId, Lazy<SummaryReading>> _readings = new();

    /// <summary>The connection's reading, begun if there is none.</summary>
    public SummaryReading Join(Connection connection) =>
        _readings.GetOrAdd(connection.Id, _ => new Lazy<SummaryReading>(() => Begin(connection))).Value;

    /// <summary>Its outcome has been told, or nobody wants it any more: the next caller gets a new one.</summary>
    public void Forget(SummaryReading reading)
    {
        reading.Expiry?.Dispose();
        if (_readings.TryGetValue(reading.Connection.Id, out var kept) && kept.Value == reading)
        {
            _readings.TryRemove(new KeyValuePair<ConnectionId, Lazy<SummaryReading>>(reading.Connection.Id, kept));
        }
    }

    private SummaryReading Begin(Connection connection)
    {
        var reading = new SummaryReading(connection);
        background.Start(cancellationToken => ReadAsync(reading, cancellationToken));
        return reading;
    }

    private async Task ReadAsync(SummaryReading reading, CancellationToken cancellationToken)
    {
        var outcome = reader.ReadAsync(reading, cancellationToken);
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
        await outcome;
    }
}
