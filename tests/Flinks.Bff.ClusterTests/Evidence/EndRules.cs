using Flinks.Bff.Retrievals;

namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>What was begun ends, well if nothing was lost, and stays ended.</summary>
internal static class EndRules
{
    public static IEnumerable<string> Complaints(Case found)
    {
        if (!found.Row.HasEnded || found.Row is not { OpenFor: null, NextStepAt: null, LeaseId: null, LeasedUntil: null, EndedAt: not null })
        {
            yield return "It has not ended, or its row does not say so everywhere.";
        }

        if (found.Row.State == RetrievalState.Superseded)
        {
            yield return "It was superseded, though nobody gave it up.";
        }

        if (found.Row.State == RetrievalState.Failed && !(found.Row.Code == "interrupted" && found.MayHaveLostCall))
        {
            yield return "It failed, though Flinks and the bank were well and no call to them can have been lost.";
        }

        if (found.Row.State == RetrievalState.Expired && found.Person.Story.Login.Rounds.Count == 0)
        {
            yield return "It expired, though the bank asked the person nothing.";
        }

        if (found.Final.Status != ExpectedStatus(found))
        {
            yield return $"Asked for at the end it is {found.Final.Status} {found.Final.Code}.";
        }

        if (Changes(found) is { } change)
        {
            yield return $"It had ended, and then was something else: {change}";
        }
    }

    /// <summary>Whether data are still there is another rule's business.</summary>
    private static int? ExpectedStatus(Case found) => found.Row.State switch
    {
        RetrievalState.Ready => found.Final.Status is 200 or 410 ? found.Final.Status : 200,
        RetrievalState.Failed => 409,
        _ => 410,
    };

    /// <summary>What people were shown, in order. An expired one may come back; data may be erased.</summary>
    private static string? Changes(Case found)
    {
        var shown = found.Clients.Where(call => call.ShowsRetrieval && call.Path.EndsWith(found.Id.ToString(), StringComparison.Ordinal)).ToList();
        return shown.Zip(shown.Skip(1))
            .Where(pair => pair.First is { Status: 200 or 409 or 410 } and not { Code: "retrieval_expired" }
                && pair.Second.Status != pair.First.Status && pair.Second.Code != "result_erased")
            .Select(pair => $"{pair.First}, then {pair.Second}")
            .FirstOrDefault();
    }
}
