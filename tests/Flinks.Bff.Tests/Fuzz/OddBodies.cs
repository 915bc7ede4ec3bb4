using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>Spoils a good body: a value, a member, or the bytes themselves.</summary>
internal static class OddBodies
{
    private const string Mark = "\"@odd@\"";

    private static readonly JsonSerializerOptions AsIs = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body, spoiled in one or more ways.</summary>
    public static byte[] Spoil(JsonNode? good, Random chance)
    {
        var text = chance.Next(10) switch
        {
            < 5 => WithOddValue(good, chance),
            5 => WithoutMember(good, chance),
            6 => WithMemberTwice(good, chance),
            7 => chance.Pick(OddValues.Json),
            _ => Text(good),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        return chance.Hits(0.25) ? SpoilBytes(bytes, chance) : bytes;
    }

    /// <summary>Cut short, longer, or changed at a place.</summary>
    public static byte[] SpoilBytes(byte[] bytes, Random chance)
    {
        var at = chance.Next(bytes.Length + 1);
        return chance.Next(6) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. chance.Pick(OddValues.Bytes), .. bytes[at..]],
            2 => [.. bytes, .. chance.Pick(OddValues.Bytes)],
            3 => [.. bytes, .. bytes],
            4 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)),
            _ => [.. bytes.Select((one, index) => index == at ? (byte)(one ^ (1 << chance.Next(8))) : one)],
        };
    }

    private static string WithOddValue(JsonNode? good, Random chance)
    {
        var places = Places(good).ToList();
        if (places.Count == 0)
        {
            return chance.Pick(OddValues.Json);
        }

        Put(chance.Pick(places), "@odd@");
        return Text(good).Replace(Mark, chance.Pick(OddValues.Json), StringComparison.Ordinal);
    }

    private static string WithoutMember(JsonNode? good, Random chance)
    {
        if (good is JsonObject { Count: > 0 } members)
        {
            members.Remove(chance.Pick(members.Select(member => member.Key).ToList()));
        }

        return Text(good);
    }

    private static string WithMemberTwice(JsonNode? good, Random chance) => good is JsonObject { Count: > 0 } members
        ? $"{Text(good)[..^1]},\"{chance.Pick(members.Select(member => member.Key).ToList())}\":{chance.Pick(OddValues.Json)}}}"
        : Text(good);

    /// <summary>Every value below this one, with whom it belongs to.</summary>
    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Places(member.Value).Prepend((members, member.Key, 0))),
        JsonArray items => items.SelectMany((item, index) => Places(item).Prepend((items, null, index))),
        _ => [],
    };

    private static void Put((JsonNode Parent, string? Name, int Index) place, string value)
    {
        if (place.Name is { } name)
        {
            place.Parent[name] = value;
        }
        else
        {
            place.Parent[place.Index] = value;
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString(AsIs) ?? "null";
}
