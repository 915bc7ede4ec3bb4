using Flinks.Bff.Benchmarks.Load;

namespace Flinks.Bff.Benchmarks.Waiting;

/// <summary>Many retrievals that wait for Flinks at once: how punctually they are asked for, what they cost, and how soon people learn of their data.</summary>
public sealed class WaitingRun(WaitingOptions options, Workplace workplace, Report report)
{
    private const double Kilobyte = 1024;

    private const int BegunAtOnce = 16;

    /// <summary>So many look on by a stream, and as many by polling.</summary>
    private const int OnLookers = 100;

    private const double LatenessTarget = 2;

    private const double MemoryTarget = 10;

    /// <summary>Until the waves of the beginning have settled.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var published = options.Published ?? await Bench.PublishAsync(workplace, cancellationToken);
        var flinks = await SlowFlinks.StartAsync(workplace, cancellationToken);
        var instances = await StartAsync(published, flinks, cancellationToken);
        await BeginAsync(Frontends(instances, 0, options.Retrievals / 10), cancellationToken);
        await Workplace.RestAsync(Idle, cancellationToken);
        var before = instances.Sum(instance => instance.Figures.ResidentBytes);
        var frontends = Frontends(instances, options.Retrievals / 10, options.Retrievals);
        await BeginAsync(frontends, cancellationToken);

        await Workplace.RestAsync(Settling, cancellationToken);
        await WatchAsync(flinks, instances, cancellationToken);
        var each = (instances.Sum(instance => instance.Figures.ResidentBytes) - before) / Kilobyte / frontends.Count;
        report.Line("Memory for each", $"{each:0.0} KB", $"< {MemoryTarget:0} KB", each < MemoryTarget);
        await FinishAsync(flinks, frontends, cancellationToken);
    }

    private async Task<IReadOnlyList<Subject>> StartAsync(string published, SlowFlinks flinks, CancellationToken cancellationToken)
    {
        var database = options.OnPostgres
            ? Bench.Postgres((await PostgresServer.StartAsync(workplace, cancellationToken)).ConnectionString)
            : Bench.Sqlite;
        var instances = new List<Subject>();
        for (var number = 0; number < options.Instances; number++)
        {
            instances.Add(workplace.Keep(await Subject.StartAsync(workplace, published, workplace.Folder($"bff-{number}"), flinks.ApiRoot, database, cancellationToken)));
        }

        return instances;
    }

    private static List<Frontend> Frontends(IReadOnlyList<Subject> instances, int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(number => new Frontend(instances[number % instances.Count].Address, number))];

    private static Task BeginAsync(IEnumerable<Frontend> frontends, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        frontends, new ParallelOptions { MaxDegreeOfParallelism = BegunAtOnce, CancellationToken = cancellationToken }, async (frontend, token) => await frontend.BeginAsync(token));

    private async Task WatchAsync(SlowFlinks flinks, IReadOnlyList<Subject> instances, CancellationToken cancellationToken)
    {
        var from = Now();
        var busyBefore = instances.Select(instance => instance.Figures.ProcessorTime).ToList();
        await Workplace.RestAsync(options.Watched, cancellationToken);
        var to = Now();
        var busy = instances.Zip(busyBefore, (instance, before) => (instance.Figures.ProcessorTime - before).TotalSeconds / (to - from)).ToList();
        await Workplace.RestAsync(TimeSpan.FromSeconds(2), cancellationToken);
        var (polls, lateness) = new PollLog(flinks.Log).Between(from, to);
        if (lateness.Count == 0)
        {
            throw new InvalidOperationException("No retrieval was asked for twice.");
        }

        var late = Percentile(lateness, 99);
        report.Line("Polls", $"{polls / (to - from):0} a second", $"{options.Retrievals / 10.0:0}", isReached: null);
        report.Line("Lateness of a poll", $"p50 {Percentile(lateness, 50):0.00} s, p99 {late:0.00} s, max {lateness[^1]:0.00} s", $"< {LatenessTarget:0} s p99", late < LatenessTarget);
        report.Line("Processor, of one core", string.Join(", ", busy.Select(share => $"{share:P0}")), "", isReached: null);
    }

    private async Task FinishAsync(SlowFlinks flinks, List<Frontend> frontends, CancellationToken cancellationToken)
    {
        var watching = frontends[..OnLookers].ConvertAll(frontend => EndAsync(frontend.WatchAsync(cancellationToken)));
        var polling = frontends[OnLookers..(2 * OnLookers)].ConvertAll(frontend => EndAsync(frontend.PollAsync(cancellationToken)));
        await Workplace.RestAsync(Idle, cancellationToken);
        var finished = Now();
        flinks.Finish();
        Line("by stream", await Task.WhenAll(watching));
        Line("by poll", await Task.WhenAll(polling));

        void Line(string how, IEnumerable<double> ends)
        {
            var after = ends.Select(end => end - finished).Order().ToList();
            report.Line($"From ready to known, {how}", $"p50 {Percentile(after, 50):0.0} s, p99 {Percentile(after, 99):0.0} s", "", isReached: null);
        }

        static async Task<double> EndAsync(Task looking)
        {
            await looking;
            return Now();
        }
    }

    private static double Percentile(IReadOnlyList<double> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];

    private static double Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
}
