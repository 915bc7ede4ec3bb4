using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Flinks.Client.Tests;

/// <summary>Hears the instruments of one host, known by its meter factory, so that hosts of other tests do not matter.</summary>
public sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measurement> _told = new();

    public Measured(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        Hear<int>();
        Hear<long>();
        Hear<double>();
        _listener.Start();
    }

    /// <summary>What an instrument told, as "value tag=value …" with the tags in the order of their names.</summary>
    public IReadOnlyList<string> Told(string instrument) => [.. Of(instrument).Select(told => $"{told.Value:0.###} {told.Tags}".TrimEnd())];

    /// <summary>The tags of what an instrument told.</summary>
    public IReadOnlyList<string> Tags(string instrument) => [.. Of(instrument).Select(told => told.Tags)];

    /// <summary>All that a counter counted.</summary>
    public double Sum(string instrument) => Of(instrument).Sum(told => told.Value);

    /// <summary>What an observed instrument shows now.</summary>
    public IReadOnlyList<string> Observe(string instrument)
    {
        _told.Clear();
        _listener.RecordObservableInstruments();
        return Told(instrument);
    }

    public void Dispose() => _listener.Dispose();

    private IEnumerable<Measurement> Of(string instrument) => _told.Where(told => told.Instrument == instrument);

    private void Hear<T>()
        where T : struct, IConvertible =>
        _listener.SetMeasurementEventCallback<T>((instrument, value, tags, _) => _told.Enqueue(new Measurement(
            instrument.Name,
            value.ToDouble(System.Globalization.CultureInfo.InvariantCulture),
            string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")))));

    private sealed record Measurement(string Instrument, double Value, string Tags);
}
