using System.Globalization;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>
/// The built host is sent requests that are nearly right, by several callers at once, while Flinks has its own bad moments.
/// <c>FLINKSBFF_FUZZ=100000</c> is the long form; <c>FLINKSBFF_SEED</c> chooses other requests.
/// </summary>
public sealed class FuzzTests
{
    /// <summary>Of the process: the heap's limit, at which it would fail by itself, and as much again for code, stacks and buffers. One large payload alone may double what it holds.</summary>
    private const long Most = 576L * 1024 * 1024;

    [Fact]
    public async Task No_request_makes_a_fault_of_ours_nor_hangs_nor_leaves_anything_behind()
    {
        var plan = FuzzPlan.OfEnvironment();
        await using var host = await FuzzHost.StartAsync();
        using var run = new FuzzRun(plan, host);

        await run.SendAsync(plan.Requests / 5, round: 0);
        var early = MemoryOf(host.Process.Id);
        await run.SendAsync(plan.Requests - (plan.Requests / 5), round: 1);
        var late = MemoryOf(host.Process.Id);

        ByHand.Tell($"{plan.Requests} requests of {ByHand.SeedVariable}={plan.Seed}: {string.Join(", ", run.Statuses.OrderBy(status => status.Key).Select(status => $"{status.Value} × {status.Key}"))}. Memory {early >> 20} MB, then {late >> 20} MB.");
        Assert.True(run.Findings.Count == 0, string.Join('\n', run.Findings.Concat(run.LogComplaints())));
        host.Flinks.Faults.Clear();
        await host.Process.TerminateAsync();
        Assert.Equal(0, await host.Process.ExitedAsync());
        Assert.True(!run.LogComplaints().Any(), string.Join('\n', run.LogComplaints()));
        Assert.InRange(late, 0, Most);
        Assert.Superset(new HashSet<int> { 200, 202, 400, 401, 404, 409, 503 }, run.Statuses.Keys.ToHashSet());
    }

    /// <summary>What the process holds of its own, in bytes; nothing is shared in it.</summary>
    private static long MemoryOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
