using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Flinks.Bff.Platform.Telemetry;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Flinks.Bff.Tests.Secrets;

/// <summary>Hears all that leaves the application beside its answers: log lines as the console prints them, traces and metrics of every source.</summary>
internal sealed class Eavesdropper : ILogEventSink, IDisposable
{
    private readonly ConcurrentQueue<(string Where, string What)> _heard = new();
    private readonly ConcurrentDictionary<string, int> _kinds = new();
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics = new();
    private readonly ITextFormatter[] _consoles = [new LineFormatter(), new JsonFormatter()];

    public Eavesdropper()
    {
        _traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            SampleUsingParentId = static (ref ActivityCreationOptions<string> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_traces);
        _metrics.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        Measure<byte>();
        Measure<short>();
        Measure<int>();
        Measure<long>();
        Measure<float>();
        Measure<double>();
        Measure<decimal>();
        _metrics.Start();
    }

    public IReadOnlyCollection<(string Where, string What)> Heard => _heard;

    public IEnumerable<string> Kinds => _kinds.Keys;

    public void Say(string where, string what)
    {
        _kinds.TryAdd(where.Split(' ')[0], 0);
        _heard.Enqueue((where, what));
    }

    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var console in _consoles)
        {
            console.Format(logEvent, line);
        }

        Say("log", $"{line} {string.Join(' ', logEvent.Properties.Select(property => $"{property.Key}={property.Value}"))} {logEvent.Exception}");
    }

    public void Dispose()
    {
        _metrics.RecordObservableInstruments();
        _traces.Dispose();
        _metrics.Dispose();
    }

    private static string Told(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));

    private void Hear(Activity activity) => Say(
        $"trace {activity.Source.Name}",
        string.Join(
            ' ',
            activity.OperationName,
            activity.DisplayName,
            activity.StatusDescription,
            Told(activity.TagObjects),
            Told(activity.Baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value))),
            string.Join(' ', activity.Events.Select(noted => $"{noted.Name} {Told(noted.Tags)}"))));

    private void Measure<T>()
        where T : struct =>
        _metrics.SetMeasurementEventCallback<T>((instrument, value, tags, _) =>
            Say($"metric {instrument.Meter.Name}", $"{instrument.Name} {instrument.Description} {Told(tags.ToArray())}"));
}
