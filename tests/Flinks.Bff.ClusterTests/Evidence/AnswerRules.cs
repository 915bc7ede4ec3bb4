using Flinks.Bff.ClusterTests.People;

namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>What people were told, call by call.</summary>
internal static class AnswerRules
{
    public static IEnumerable<string> Complaints(Findings findings)
    {
        foreach (var person in findings.People.Where(person => !person.IsDone))
        {
            yield return $"{person.User} ({person.Story.Name}) is still at it:\n{Last(findings.Clients.Where(call => call.User == person.User))}";
        }

        foreach (var call in findings.Clients.Where(call => call.Status is not (null or 200 or 202 or 203 or 409 or 410 or 503) && call.Code != "refresh_too_soon"))
        {
            yield return $"Nobody is to be answered so: {call} {call.Json}\n{string.Join('\n', call.TraceId is { } trace ? call.Life.LinesOn(trace) : [])}\n{Before(findings, call)}";
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

    /// <summary>What the person had been told until then.</summary>
    private static string Before(Findings findings, ClientCall call) =>
        Last(findings.Clients.Where(earlier => earlier.User == call.User && earlier.StartedAt <= call.StartedAt));

    private static string Last(IEnumerable<ClientCall> calls) => string.Join('\n', calls.TakeLast(12).Select(call => $"{call} {Prompts(call)}"));

    private static string Prompts(ClientCall call) =>
        call is { Status: 203, Json: { } json } ? string.Join(" | ", json.GetProperty("securityChallenges").EnumerateArray().Select(challenge => challenge.GetProperty("prompt").GetString())) : "";
}
