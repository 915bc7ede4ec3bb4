namespace Flinks.Bff.Benchmarks.Load;

/// <summary>Measures what was asked for, one thing after the other.</summary>
public sealed class LoadRun(LoadOptions options, Workplace workplace, Report report)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var bench = await Bench.SetUpAsync(workplace, options, cancellationToken);
        var throughput = new Throughput(bench, options, workplace, report);
        var footprint = new Footprint(bench, report);

        await MeasureAsync([Row.Sqlite, Row.Postgres, Row.Stub, Row.TypeScript], throughput.SmallAsync);
        await MeasureAsync([Row.Large], throughput.LargeAsync);
        await MeasureAsync([Row.Latency], new Latency(bench, report).MeasureAsync);
        await MeasureAsync([Row.Idle], footprint.IdleAsync);
        await MeasureAsync([Row.Huge], footprint.HugeAsync);

        async Task MeasureAsync(IEnumerable<string> rows, Func<CancellationToken, Task> measure)
        {
            if (options.Rows.Overlaps(rows))
            {
                await measure(cancellationToken);
            }
        }
    }
}
