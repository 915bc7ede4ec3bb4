using System.Text.Json;

namespace Flinks.Simulator.Tests.Infrastructure;

/// <summary>A recorded body, to compare shapes with.</summary>
public static class Sample
{
    /// <summary>Fails unless both have the same members with values of the same kind. Null in either goes with anything.</summary>
    public static void AssertSameShape(string sample, JsonElement actual, params string[] optional)
    {
        var expected = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(PathOf(sample)));
        Compare(expected, actual, "$", optional);
    }

    public static string PathOf(string sample) => Path.Combine(AppContext.BaseDirectory, "samples", $"{sample}.json");

    private static void Compare(JsonElement expected, JsonElement actual, string at, string[] optional)
    {
        if (expected.ValueKind == JsonValueKind.Null || actual.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        Assert.True(KindOf(expected) == KindOf(actual), $"{at}: {expected.ValueKind} became {actual.ValueKind}");
        if (expected.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(Names(expected, optional), Names(actual, optional));
            foreach (var member in expected.EnumerateObject().Where(member => actual.TryGetProperty(member.Name, out _)))
            {
                Compare(member.Value, actual.GetProperty(member.Name), $"{at}.{member.Name}", optional);
            }
        }

        if (expected.ValueKind == JsonValueKind.Array && expected.GetArrayLength() > 0)
        {
            foreach (var item in actual.EnumerateArray())
            {
                Compare(expected[0], item, $"{at}[]", optional);
            }
        }
    }

    private static JsonValueKind KindOf(JsonElement value) => value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind;

    private static IEnumerable<string> Names(JsonElement value, string[] optional) =>
        value.EnumerateObject().Select(member => member.Name).Except(optional).Order();
}
