using System.Diagnostics;
using System.Diagnostics.Metrics;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>What every feature has in common, in numbers. Tags hold names out of closed lists: no id, no user, no address.</summary>
public sealed class PlatformMetrics
{
    /// <summary>The name of our meter and of our traces.</summary>
    public const string Name = "Flinks.Bff";

    private readonly Meter _meter;
    private readonly Counter<long> _problems;
    private readonly Counter<long> _replays;
    private readonly Counter<long> _sealFailures;
    private long _failedOpens;

    public PlatformMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _problems = _meter.CreateCounter<long>("flinks_bff.problems", "{answer}", "Problems that were answered.");
        _replays = _meter.CreateCounter<long>("flinks_bff.idempotency.replays", "{call}", "Calls whose Idempotency-Key was used before.");
        _sealFailures = _meter.CreateCounter<long>("flinks_bff.seal.failures", "{operation}", "What could not be sealed, or not be opened.");
    }

    /// <summary>What could not be opened since the start, whether or not anybody collects metrics.</summary>
    public long FailedOpens => Interlocked.Read(ref _failedOpens);

    public void ProblemAnswered(string code, int status)
    {
        if (_problems.Enabled)
        {
            _problems.Add(1, new TagList { { "flinks_bff.problem.code", code }, { "http.response.status_code", status } });
        }
    }

    /// <param name="sameBody">Answered with what the first call made; otherwise refused.</param>
    public void KeyRepeated(bool sameBody) =>
        _replays.Add(1, new KeyValuePair<string, object?>("flinks_bff.idempotency.result", sameBody ? "replayed" : "mismatch"));

    public void SealFailed(string operation, string purpose)
    {
        if (operation == "open")
        {
            Interlocked.Increment(ref _failedOpens);
        }

        if (_sealFailures.Enabled)
        {
            _sealFailures.Add(1, new TagList { { "flinks_bff.seal.operation", operation }, { "flinks_bff.seal.purpose", purpose } });
        }
    }

    public void Watch(BackgroundWork background) => _meter.CreateObservableUpDownCounter(
        "flinks_bff.background.running", () => background.Running, "{piece}", "Work under way that outlives the requests that began it.");
}
