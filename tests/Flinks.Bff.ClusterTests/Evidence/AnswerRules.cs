namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>What people were told, call by call.</summary>
internal static class AnswerRules
{
    public static IEnumerable<string> Complaints(Findings findings)
    {
        foreach (var person in findings.People.Where(person => !person.IsDone))
        {
            yield return $"{person.User} ({person.Story.Name}) is still at it:\n{string.Join('\n', findings.Clients.Where(call => call.User == person.User).TakeLast(12))}";
        }

        foreach (var call in findings.Clients.Where(call => call.Status is not (null or 200 or 202 or 203 or 409 or 410 or 503) && call.Code != "refresh_too_soon"))
        {
            yield return $"Nobody is to be answered so: {call} {call.Json}\n{string.Join('\n', call.TraceId is { } trace ? call.Life.LinesOn(trace) : [])}";
        }

        var rows = findings.Cases.Select(found => found.Id).ToHashSet();
        foreach (var call in findings.Clients.Where(call => call.RetrievalId is { } told && !rows.Contains(told)))
        {
            yield return $"Told of a retrieval that is not to be found: {call}";
        }

        foreach (var twice in findings.ProductCalls.SelectMany(call => call.Answers).GroupBy(words => words).Where(group => group.Count() > 1))
        {
            yield return $"The person's answers were sent twice: {twice.Key}";
        }
    }
}
