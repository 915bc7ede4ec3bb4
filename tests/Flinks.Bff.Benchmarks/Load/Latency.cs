using Flinks.Bff.Benchmarks.Yardsticks;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>
/// What the host adds to the two upstream calls when one client calls it: each answer of Flinks is held back for 50 ms, and the same two calls
/// are made without the host in turn with it. What is added is each time less the median of those.
/// </summary>
public sealed class Latency(Bench bench, Report report)
{
    private const int WarmUps = 40;

    private const int Calls = 250;

    private static readonly TimeSpan MedianTarget = TimeSpan.FromMilliseconds(3);

    private static readonly TimeSpan TailTarget = TimeSpan.FromMilliseconds(15);

    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        using var direct = new FlinksCalls($"{bench.ApiRoot(Payload.Slow)}/{Upstream.CustomerId}");
        await using var subject = await bench.StartAsync("latency", Payload.Slow, Bench.Sqlite, cancellationToken);
        var call = (await subject.LinkAsync(1, cancellationToken))[0];
        var without = new List<double>();
        var with = new List<double>();

        for (var number = -WarmUps; number < Calls; number++)
        {
            var two = await TimeAsync(() => direct.ReadAccountsAsync(cancellationToken));
            var whole = await TimeAsync(() => CallerClient.SendAsync(subject.Address, call, HttpMethod.Post, cancellationToken));
            if (number >= 0)
            {
                without.Add(two);
                with.Add(whole);
            }
        }

        var upstream = Percentile(without, 50);
        Line("p50", Percentile(with, 50) - upstream, MedianTarget, $"the calls alone {upstream:0.0} ms");
        Line("p99", Percentile(with, 99) - upstream, TailTarget, $"the calls alone +{Percentile(without, 99) - upstream:0.0} ms");
    }

    private void Line(string which, double added, TimeSpan target, string beside) =>
        report.Line($"Latency added, one client, {which}", $"{added:0.00} ms ({beside})", $"< {target.TotalMilliseconds:0} ms", added < target.TotalMilliseconds);

    private static async Task<double> TimeAsync(Func<Task> call)
    {
        var since = TimeProvider.System.GetTimestamp();
        await call();
        return TimeProvider.System.GetElapsedTime(since).TotalMilliseconds;
    }

    private static double Percentile(IEnumerable<double> numbers, int percent)
    {
        var sorted = numbers.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }
}
