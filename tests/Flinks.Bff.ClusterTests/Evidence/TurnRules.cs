using Flinks.Bff.ClusterTests.Hosting;

namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>One at a time, each in its time, and nothing after the end.</summary>
internal static class TurnRules
{
    /// <summary>Between two clocks' readings on one machine.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<string> Complaints(Case found)
    {
        var calls = found.ByProduct.OrderBy(call => call.StartedAt).ToList();
        foreach (var (earlier, later) in calls.Zip(calls.Skip(1)))
        {
            if (earlier.EndedAt is null || later.StartedAt < earlier.EndedAt)
            {
                yield return $"Two calls were out at once: {earlier} and {later}";
            }

            if (earlier is { AsksForData: true, Status: 202 } && later.RequestId == earlier.RequestId && later.StartedAt - earlier.EndedAt < HostSettings.PollInterval - Tolerance)
            {
                yield return $"Flinks was asked again before its time: {earlier} and {later}";
            }
        }
    }
}
