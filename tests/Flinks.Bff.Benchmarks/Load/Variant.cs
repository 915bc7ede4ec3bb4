namespace Flinks.Bff.Benchmarks.Load;

/// <summary>Something under load, with its rounds.</summary>
public sealed class Variant(string name, Uri address, string calls, ProcessFigures figures)
{
    /// <summary>A 202 or 203 is far smaller than the data; a few such answers move the mean by more than times and ids do.</summary>
    private const double SameSize = 0.005;

    /// <summary>While the runtime still compiles, each round is cheaper than the one before by more than this.</summary>
    private const double StillWarming = 0.05;

    private const int MostWarmUps = 12;

    private readonly List<Round> _rounds = [];
    private double _sizeWhenChecked;
    private double _requestsWhenChecked;
    private double _requests;
    private TimeSpan _processorTime;

    public string Name => name;

    public IReadOnlyList<Round> Rounds => _rounds;

    public double PerSecond => Median(_rounds.Select(round => round.PerSecond));

    public TimeSpan P50 => TimeSpan.FromMicroseconds(Median(_rounds.Select(round => round.P50.TotalMicroseconds)));

    public TimeSpan P99 => TimeSpan.FromMicroseconds(Median(_rounds.Select(round => round.P99.TotalMicroseconds)));

    public int Failures { get; private set; }

    /// <summary>Of all cores, for one request.</summary>
    public TimeSpan ProcessorTime => _processorTime / _requests;

    public long PeakResidentBytes => figures.PeakResidentBytes;

    /// <summary>Warms up until requests get no cheaper, and looks at every status.</summary>
    public async Task WarmAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var (cost, costBefore) = (double.MaxValue, double.PositiveInfinity);
        for (var rounds = 0; rounds < MostWarmUps && cost < costBefore * (1 - StillWarming); rounds++)
        {
            var before = figures.ProcessorTime;
            var round = await Wrk.RunAsync(address, calls, time, check: true, cancellationToken);
            (cost, costBefore) = ((figures.ProcessorTime - before) / TimeSpan.FromMicroseconds(1) / round.Requests, cost);
            _sizeWhenChecked = round.BytesPerAnswer;
            _requestsWhenChecked = round.Requests;
            Failures += round.Failures;
        }
    }

    public async Task MeasureAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var before = figures.ProcessorTime;
        var round = await Wrk.RunAsync(address, calls, time, check: false, cancellationToken);
        _processorTime += figures.ProcessorTime - before;
        _requests += round.Requests;
        // Answers that the end of a round cuts off count with the bytes that came, and not as answers.
        if (Math.Abs(round.BytesPerAnswer / _sizeWhenChecked - 1) > SameSize + Wrk.Connections / Math.Min(round.Requests, _requestsWhenChecked))
        {
            throw new InvalidOperationException($"{name} answered {round.BytesPerAnswer:0} bytes on average, and {_sizeWhenChecked:0} while every answer was 200.");
        }

        _rounds.Add(round);
        Failures += round.Failures;
    }

    public static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
