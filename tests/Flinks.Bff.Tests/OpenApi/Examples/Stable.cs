using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Flinks.Bff.Tests.OpenApi.Examples;

/// <summary>Makes what differs from run to run the same: ids, tokens, signatures. Shortens long lists.</summary>
internal static partial class Stable
{
    private const int LongestList = 2;

    private const int LongestPicture = 60;

    /// <summary>Members and paths that hold an id of ours, and what stands for it.</summary>
    private static readonly Dictionary<string, string> Ids = new(StringComparer.Ordinal)
    {
        ["connectionId"] = "c0",
        ["retrievalId"] = "d0",
        ["openRetrievalId"] = "d0",
        ["lastRetrievalId"] = "d0",
        ["connectSessionId"] = "e0",
        ["deletionId"] = "f0",
        ["deliveryId"] = "a0",
        ["/api/v1/retrievals/"] = "d0",
        ["tag="] = "e0",
    };

    public static JsonNode? Json(string text)
    {
        var stable = Text(text);
        var node = JsonNode.Parse(stable);
        Shorten(node);
        return node;
    }

    public static string Text(string text)
    {
        foreach (var (id, kind) in Find(text))
        {
            text = text.Replace(id, kind, StringComparison.OrdinalIgnoreCase);
        }

        text = Parameter().Replace(text, match => $"{match.Groups["name"].Value}{match.Groups["is"].Value}made-up-{Words(match.Groups["name"].Value)}");
        text = Ticket().Replace(text, "\"ticket\":\"made-up-ticket\"");
        return TraceId().Replace(text, "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"");
    }

    /// <summary>The ids in the order in which they stand, each kind counted for itself.</summary>
    private static List<(string Id, string Stands)> Find(string text)
    {
        var found = new List<(string Id, string Stands)>();
        foreach (Match match in Member().Matches(text))
        {
            var id = match.Groups["id"].Value;
            if (Ids.TryGetValue(match.Groups["name"].Value, out var kind) && !found.Exists(known => known.Id == id))
            {
                found.Add((id, $"019cae9f-b400-7000-8000-0000000000{kind[0]}{found.Count(known => known.Stands[^2] == kind[0]) + 1}"));
            }
        }

        return found;
    }

    private static string Words(string parameter) => parameter switch
    {
        "authorizeToken" => "authorize-token",
        "requestId" => "request-id",
        "bff_signature" => "signature",
        _ => parameter,
    };

    private static void Shorten(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                while (list.Count > LongestList && list[0] is JsonObject)
                {
                    list.RemoveAt(list.Count - 1);
                }

                for (var index = 0; index < list.Count; index++)
                {
                    if (list[index] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > LongestPicture && !text.Contains(' ', StringComparison.Ordinal))
                    {
                        list[index] = text[..LongestPicture];
                    }

                    Shorten(list[index]);
                }

                break;
            case JsonObject members:
                foreach (var member in members)
                {
                    Shorten(member.Value);
                }

                break;
        }
    }

    [GeneratedRegex("(?:\"(?<name>[A-Za-z]+)\":\\s*\"|(?<name>/api/v1/retrievals/|tag=))(?<id>[0-9a-fA-F]{8}-[0-9a-fA-F-]{27})")]
    private static partial Regex Member();

    [GeneratedRegex("(?<name>authorizeToken|requestId|bff_signature|state|ticket)(?<is>=|%3D)[^&\"%]+")]
    private static partial Regex Parameter();

    [GeneratedRegex("\"ticket\":\"[^\"]+\"")]
    private static partial Regex Ticket();

    [GeneratedRegex("\"traceId\":\"[0-9a-f]{32}\"")]
    private static partial Regex TraceId();
}
