using System.Diagnostics;
using System.Diagnostics.Metrics;
using Polly.CircuitBreaker;

namespace Flinks.Client;

/// <summary>What can be measured of the calls to Flinks. Tags hold names out of closed lists: no id, no address, no code that nobody knows.</summary>
public sealed class FlinksMetrics
{
    public const string MeterName = "Flinks.Client";

    /// <summary>What an unknown FlinksCode is counted as; the trace tells which it was.</summary>
    private const string OtherCode = "other";

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _taken;
    private readonly Counter<long> _discarded;

    public FlinksMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _duration = _meter.CreateHistogram(
            "flinks.client.call.duration",
            "s",
            "Time from sending one attempt at a call to having read its answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 240] });
        _taken = _meter.CreateCounter<long>("flinks.client.token_pool.taken", "{token}", "Tokens given out for Authorize calls.");
        _discarded = _meter.CreateCounter<long>("flinks.client.token_pool.discarded", "{token}", "Pooled tokens thrown away unused.");
    }

    internal bool MeasuresCalls => _duration.Enabled;

    /// <param name="status">The HTTP status; null: no answer.</param>
    /// <param name="error">Why there was no answer.</param>
    internal void CallEnded(FlinksEndpoint endpoint, TimeSpan elapsed, int? status, string? code, string? error)
    {
        var tags = new TagList { { "flinks.endpoint", endpoint.Name() }, { "http.response.status_class", ClassOf(status) } };
        if (code is not null)
        {
            tags.Add("flinks.code", FlinksCodes.IsKnown(code) ? code : OtherCode);
        }

        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        _duration.Record(elapsed.TotalSeconds, tags);
    }

    /// <param name="pooled">It was ready; otherwise the Authorize waits for a mint.</param>
    internal void TokenTaken(bool pooled) => _taken.Add(1, new KeyValuePair<string, object?>("flinks.token_pool.result", pooled ? "hit" : "miss"));

    internal void TokensDiscarded(int count, string reason)
    {
        if (count > 0)
        {
            _discarded.Add(count, new KeyValuePair<string, object?>("flinks.token_pool.reason", reason));
        }
    }

    internal void WatchPool(Func<int> size) =>
        _meter.CreateObservableUpDownCounter("flinks.client.token_pool.size", size, "{token}", "Tokens that lie ready.");

    internal void WatchCircuits(IReadOnlyDictionary<string, CircuitBreakerStateProvider> circuits) => _meter.CreateObservableGauge(
        "flinks.client.circuit.state",
        () => circuits.Select(circuit => new Measurement<int>(StateOf(circuit.Value), new KeyValuePair<string, object?>("flinks.circuit", circuit.Key))),
        description: "0: closed, calls go out; 1: half open, one call probes; 2: open, calls are refused here.");

    private static int StateOf(CircuitBreakerStateProvider circuit) => circuit.CircuitState switch
    {
        CircuitState.Closed => 0,
        CircuitState.HalfOpen => 1,
        _ => 2,
    };

    private static string ClassOf(int? status) => status switch
    {
        null => "none",
        < 200 => "1xx",
        < 300 => "2xx",
        < 400 => "3xx",
        < 500 => "4xx",
        _ => "5xx",
    };
}
