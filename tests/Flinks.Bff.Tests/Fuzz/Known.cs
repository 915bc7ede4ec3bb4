using System.Collections.Concurrent;
using System.Text.Json;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>What callers learned from answers, to be used in later requests: their own ids and, to be refused, those of others.</summary>
internal sealed class Known
{
    private const int Remembered = 12;

    /// <summary>What a value is good for, by the member that it stood in.</summary>
    private static readonly Dictionary<string, string> KindOf = new()
    {
        ["connectionId"] = "connectionId",
        ["retrievalId"] = "retrievalId",
        ["openRetrievalId"] = "retrievalId",
        ["lastRetrievalId"] = "retrievalId",
        ["deletionId"] = "deletionId",
        ["connectSessionId"] = "connectSessionId",
        ["deliveryId"] = "deliveryId",
        ["accountId"] = "accountId",
        ["prompt"] = "prompt",
        ["iframeUrl"] = "url",
        ["url"] = "url",
    };

    private readonly ConcurrentDictionary<(int Caller, string Kind), ConcurrentQueue<string>> _values = new();

    /// <summary>Takes what is of use from an answer.</summary>
    public void Learn(int caller, JsonElement answer)
    {
        switch (answer.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in answer.EnumerateObject())
                {
                    Learn(caller, member);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in answer.EnumerateArray().Take(Remembered))
                {
                    Learn(caller, item);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>One of the caller's own, or null if it has none.</summary>
    public string? Own(int caller, string kind, Random chance) =>
        _values.TryGetValue((caller, kind), out var values) && values.ToArray() is { Length: > 0 } some ? chance.Pick(some) : null;

    /// <summary>One of somebody else's, or null if there is none.</summary>
    public string? Foreign(int caller, string kind, Random chance)
    {
        var others = Enumerable.Range(0, FuzzPlan.Callers).Where(other => other != caller).Select(other => Own(other, kind, chance)).OfType<string>().ToList();
        return others.Count == 0 ? null : chance.Pick(others);
    }

    private void Learn(int caller, JsonProperty member)
    {
        if (member.Value.ValueKind == JsonValueKind.String && KindOf.TryGetValue(member.Name, out var kind))
        {
            Remember(caller, kind, member.Value.GetString() ?? "");
        }

        Learn(caller, member.Value);
    }

    private void Remember(int caller, string kind, string value)
    {
        var values = _values.GetOrAdd((caller, kind), _ => new ConcurrentQueue<string>());
        values.Enqueue(value);
        if (values.Count > Remembered)
        {
            values.TryDequeue(out _);
        }
    }
}
