using System.Text.Json;
using System.Text.RegularExpressions;

namespace Flinks.Simulator.Tests.Connect;

/// <summary>A recorded run of Connect.</summary>
public static partial class Transcript
{
    // Ids differ from run to run; the address holds one.
    private static readonly string[] Ids = ["loginId", "requestId", "url", "accountId"];

    /// <summary>The address that the recorded run was opened with, here and with a token that is good here.</summary>
    public static string AddressOf(string sample, string token)
    {
        var address = new Uri(Read(sample).GetProperty("iframeUrl").GetString()!);
        return Token().Replace(address.PathAndQuery, $"authorizeToken={token}");
    }

    /// <summary>Fails unless the same events came in the same order with the same members and, but for ids, the same values.</summary>
    public static void AssertSame(string sample, IReadOnlyList<JsonElement> events) =>
        Assert.Equal(EventsOf(sample), events.Select(Comparable));

    /// <summary>The same for a recording that leaves steps out: those it has came in its order, others may have come between.</summary>
    public static void AssertHeard(string sample, IReadOnlyList<JsonElement> events)
    {
        var left = new Queue<string>(EventsOf(sample));
        foreach (var told in events.Select(Comparable))
        {
            if (left.TryPeek(out var next) && next == told)
            {
                left.Dequeue();
            }
        }

        Assert.Empty(left);
    }

    public static string Comparable(JsonElement told) => string.Join(", ", told.EnumerateObject()
        .OrderBy(member => member.Name, StringComparer.Ordinal)
        .Select(member => Ids.Contains(member.Name) ? $"{member.Name} {member.Value.ValueKind}" : $"{member.Name}={member.Value}"));

    private static IEnumerable<string> EventsOf(string sample) => Read(sample).GetProperty("events").EnumerateArray().Select(Comparable);

    private static JsonElement Read(string sample) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", $"{sample}.json")));

    [GeneratedRegex("authorizeToken=[^&]*")]
    private static partial Regex Token();
}
