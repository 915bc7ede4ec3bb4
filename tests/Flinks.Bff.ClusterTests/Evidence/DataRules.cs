using Flinks.Bff.Retrievals;

namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>Where data are when the retrieval is ready.</summary>
internal static class DataRules
{
    /// <summary>A host learns late that somebody hung up.</summary>
    private static readonly TimeSpan NoticedLate = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Complaints(Case found)
    {
        if (found.Row is not { State: RetrievalState.Ready, AsOf: { } asOf })
        {
            if (found.IsStored)
            {
                yield return "Data are stored of a retrieval that is not ready.";
            }

            yield break;
        }

        var brought = found.ByProduct.Where(call => call.BringsData && call.DoneAt <= asOf).ToList();
        if (brought.Count == 0)
        {
            yield return "It is ready, but Flinks had given no data.";
            yield break;
        }

        if (found.Final.Status == 200 && !AccountsIn(found).SetEquals(brought[^1].Accounts))
        {
            yield return "The data are not those that Flinks gave.";
        }

        // Who was waiting there and then may have been given the data: those live in that host's memory alone, and die with it.
        var life = found.Lives.Single(one => one.Door == brought[^1].Door && one.Covers(asOf));
        var waiting = found.Clients.Where(call => call.Waits && call.Life == life && call.StartedAt <= asOf && asOf <= call.EndedAt + (call.HungUp ? NoticedLate : TimeSpan.Zero)).ToList();
        if (found.Final.Status != 200 && (waiting.Count == 0 || life.EndedAt is null))
        {
            yield return $"Its data are gone ({found.Final.Code}), though {(waiting.Count == 0 ? "nobody waited for them when they came" : "the host that got them lives")}.";
        }

        // Whoever began it waited from before Flinks was asked; of others a host may have heard only when the data were there. Where somebody hung up,
        // it may be their call that began it, and whoever repeats it waits for that call's answer.
        var hungUp = found.Clients.Any(call => call.HungUp && call.Life == life && call.StartedAt <= found.Row.StartedAt);
        if (found.IsStored && !hungUp && waiting.Any(call => call.Status == 200 && call.StartedAt <= found.Row.StartedAt))
        {
            yield return "Data that a waiting caller got were written to the disk.";
        }
    }

    private static HashSet<Guid> AccountsIn(Case found) =>
        [.. found.Final.Json!.Value.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("accountId").GetGuid())];
}
