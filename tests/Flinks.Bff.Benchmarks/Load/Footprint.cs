namespace Flinks.Bff.Benchmarks.Load;

/// <summary>What the host costs when nobody calls it, how soon it is ready, and how much memory one very large answer takes.</summary>
public sealed class Footprint(Bench bench, Report report)
{
    private const double Megabyte = 1024 * 1024;

    private const int Starts = 5;

    private const int HugeCalls = 5;

    private const double IdleProcessorTarget = 0.03;

    private const double IdleMemoryTarget = 200;

    private const double HugeTarget = 6;

    private static readonly TimeSpan StartTarget = TimeSpan.FromSeconds(3);

    /// <summary>What the first minute used is compiled anew, better, in the background: a host that has only started is not idle.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Watching = TimeSpan.FromSeconds(40);

    public async Task IdleAsync(CancellationToken cancellationToken)
    {
        var starts = new List<TimeSpan>();
        for (var start = 0; start < Starts; start++)
        {
            await using var subject = await bench.StartAsync("idle", Payload.Small, Bench.Sqlite, cancellationToken);
            starts.Add(subject.StartToReady);
        }

        var first = starts[0];
        var later = starts.Skip(1).Order().ElementAt((Starts - 1) / 2);
        report.Line("Start to ready", $"{later.TotalSeconds:0.00} s (on an empty database {first.TotalSeconds:0.00} s)", $"< {StartTarget.TotalSeconds:0} s", later < StartTarget);

        await using var idle = await bench.StartAsync("idle", Payload.Small, Bench.Sqlite, cancellationToken);
        await idle.LinkAsync(1, cancellationToken);
        await Workplace.RestAsync(Settling, cancellationToken);
        var before = idle.Figures.ProcessorTime;
        var since = TimeProvider.System.GetTimestamp();
        await Workplace.RestAsync(Watching, cancellationToken);
        var share = (idle.Figures.ProcessorTime - before) / TimeProvider.System.GetElapsedTime(since);
        var memory = idle.Figures.ResidentBytes / Megabyte;
        report.Line("Idle, of one core", $"{share:P1}", $"< {IdleProcessorTarget:P0}", share < IdleProcessorTarget);
        report.Line("Idle, resident memory", $"{memory:0} MB", $"< {IdleMemoryTarget:0} MB", memory < IdleMemoryTarget);
    }

    /// <summary>The first such answer is the dearest: the memory for it has yet to be fetched.</summary>
    public async Task HugeAsync(CancellationToken cancellationToken)
    {
        await using (var setUp = await bench.StartAsync("huge", Payload.Small, Bench.Sqlite, cancellationToken))
        {
            await setUp.LinkAsync(1, cancellationToken);
        }

        await using var subject = await bench.StartAsync("huge", Payload.Huge, Bench.Sqlite, cancellationToken);
        await Workplace.RestAsync(Settling, cancellationToken);
        var idle = subject.Figures.ResidentBytes;
        subject.Figures.ForgetPeak();
        await subject.LinkAsync(1, cancellationToken);
        var first = Times(subject.Figures.PeakResidentBytes - idle);
        await subject.LinkAsync(HugeCalls, cancellationToken);
        var together = Times(subject.Figures.PeakResidentBytes - idle);
        report.Line("20 MB answer, memory over idle", $"{first:0.0} times (then {HugeCalls} at once: {together:0.0})", $"< {HugeTarget:0} times", first < HugeTarget);
    }

    private static double Times(long bytes) => bytes / (double)Payload.Huge.Size;
}
