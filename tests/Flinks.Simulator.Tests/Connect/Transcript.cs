using System.Text.Json;

namespace Flinks.Simulator.Tests.Connect;

/// <summary>A recorded run of Connect.</summary>
public static class Transcript
{
    // Ids differ from run to run; the address holds one.
    private static readonly string[] Ids = ["loginId", "requestId", "url"];

    /// <summary>Fails unless the same events came in the same order with the same members and, but for ids, the same values.</summary>
    public static void AssertSame(string sample, IReadOnlyList<JsonElement> events)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "samples", $"{sample}.json");
        var expected = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path)).GetProperty("events").EnumerateArray();
        Assert.Equal(expected.Select(Comparable), events.Select(Comparable));
    }

    private static string Comparable(JsonElement told) => string.Join(", ", told.EnumerateObject()
        .OrderBy(member => member.Name, StringComparer.Ordinal)
        .Select(member => Ids.Contains(member.Name) ? member.Name : $"{member.Name}={member.Value}"));
}
