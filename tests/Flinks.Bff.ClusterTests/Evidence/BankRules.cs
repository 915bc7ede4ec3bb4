using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>The bank is not bothered twice, and what it gave is not denied.</summary>
internal static class BankRules
{
    public static IEnumerable<string> Complaints(Case found)
    {
        var lives = found.ByProduct.Where(call => call.Kind == CallKind.Live).ToList();
        // A busy login is tried again: nothing had begun at the bank.
        if (lives.SkipLast(1).Any(call => !call.IsBusy))
        {
            yield return "It was authorised live twice.";
        }

        if (found.Row.Freshness == Freshness.Cached && lives.Count > 0)
        {
            yield return "It was to be read cached, and went to the bank.";
        }

        var letIn = found.Upstream.Where(call => call.LetsIn).Min(call => call.DoneAt);
        if (found.Row is { State: RetrievalState.Ready, Freshness: Freshness.Live } && (letIn is null || letIn > found.Row.AsOf || found.Row.LastRefresh < found.Row.StartedAt))
        {
            yield return "It calls its data live, but the bank had not let anybody in.";
        }

        var lastLook = found.ByProduct.Where(call => call.Kind == CallKind.Cached).Max(call => call.DoneAt);
        if (found.Row.Code == "interrupted" && (lastLook is null || letIn < lastLook))
        {
            yield return "It says that the bank did not let us in, but it had, before Flinks was asked for the last time.";
        }
    }
}
