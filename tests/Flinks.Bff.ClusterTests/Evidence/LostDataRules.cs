using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>What Flinks gave reached a retrieval that is ready.</summary>
internal static class LostDataRules
{
    /// <summary>
    /// A cached read stands in no row for its first second: nobody has been told of it, and if its host dies then, or stands still, or has no
    /// database, it never was. Some more, as a slow machine needs time to write.
    /// </summary>
    private static readonly TimeSpan BeforeFirstWrite = TimeSpan.FromSeconds(5);

    public static IEnumerable<string> Complaints(Findings findings)
    {
        var ready = findings.Cases.Where(found => found.Row.State == RetrievalState.Ready).SelectMany(found => found.Upstream).ToHashSet();
        var known = findings.Cases.SelectMany(found => found.Upstream).ToHashSet();
        foreach (var call in findings.ProductCalls.Where(call => !ready.Contains(call) && (call.BringsData || !known.Contains(call)) && call.Kind != CallKind.Other))
        {
            var begun = findings.ProductCalls.FirstOrDefault(first => first.Kind == CallKind.Cached && first.RequestId == call.RequestId && call.RequestId is not null) ?? call;
            var byThen = begun.StartedAt + BeforeFirstWrite;
            var wasNeverWritten = findings.Lives.Any(life => life.Door == call.Door && life.Covers(begun.StartedAt) && life.WasAwayBetween(begun.StartedAt, byThen))
                || findings.Outages.Any(outage => outage.From <= byThen && outage.To >= begun.StartedAt);
            if (call.BringsData && known.Contains(call))
            {
                yield return $"Flinks gave data, and the retrieval is not ready: {call}\n{findings.Cases.First(found => found.Upstream.Contains(call))}";
            }
            else if (!known.Contains(call) && (begun.Kind != CallKind.Cached || !wasNeverWritten))
            {
                yield return $"Flinks was called for no retrieval that was open: {call}, login {call.LoginId}\n{string.Join('\n', findings.Cases.Where(found => found.Person.Story.Login.LoginId == call.LoginId))}";
            }
        }
    }
}
