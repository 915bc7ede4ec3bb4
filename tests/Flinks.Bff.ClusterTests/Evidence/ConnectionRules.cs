using System.Text.Json;

namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>The connection says the same as its retrievals.</summary>
internal static class ConnectionRules
{
    public static IEnumerable<string> Complaints(Findings findings)
    {
        var byConnection = findings.Cases.ToLookup(found => found.Row.ConnectionId.Value);
        foreach (var (user, connections) in findings.Connections)
        {
            if (connections.Count > 1)
            {
                yield return $"{user} named one login and has {connections.Count} connections.";
            }

            foreach (var connection in connections)
            {
                var cases = byConnection[connection.GetProperty("connectionId").GetGuid()].ToList();
                var last = cases.Where(found => found.Row.AsOf is not null).MaxBy(found => found.Row.AsOf)?.Id;
                if (connection.GetProperty("state").GetString() != "active" || connection.GetProperty("openRetrievalId").ValueKind != JsonValueKind.Null
                    || connection.GetProperty("lastRetrievalId").GetString() != last?.ToString())
                {
                    yield return $"The connection of {user} does not fit its retrievals, of which {last} is the last with data: {connection}\n{string.Join('\n', cases)}";
                }
            }
        }
    }
}
