using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flinks.Bff.Tests.OpenApi;

/// <summary>Whether a value is what a schema of the document says: the words of JSON Schema that the document uses, and no others.</summary>
internal sealed class Conformance(Schemas schemas)
{
    private static readonly string[] Known =
    [
        "$ref", "description", "type", "enum", "format", "properties", "required", "items", "additionalProperties", "oneOf",
        "pattern", "minLength", "maxLength", "contentMediaType", "contentSchema",
    ];

    /// <summary>What is wrong, each with its place; empty if nothing is.</summary>
    public IReadOnlyList<string> Complaints(JsonNode? value, JsonObject schema) => [.. Check(value, schema, "$")];

    private IEnumerable<string> Check(JsonNode? value, JsonObject schema, string at)
    {
        foreach (var word in schema.Select(word => word.Key).Except(Known))
        {
            yield return $"{at}: the test does not know {word}";
        }

        if ((string?)schema["$ref"] is not null)
        {
            foreach (var complaint in Check(value, schemas.Follow(schema), at))
            {
                yield return complaint;
            }

            yield break;
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            var fitting = choices.Count(choice => !Check(value, choice!.AsObject(), at).Any());
            if (fitting != 1)
            {
                yield return $"{at}: fits {fitting} of oneOf";
            }

            yield break;
        }

        foreach (var complaint in Kind(value, schema, at).Concat(Members(value, schema, at)).Concat(Items(value, schema, at)))
        {
            yield return complaint;
        }
    }

    private IEnumerable<string> Kind(JsonNode? value, JsonObject schema, string at)
    {
        var kind = KindOf(value);
        var kinds = schemas.Kinds(schema);
        if (kinds.Count > 0 && !kinds.Contains(kind) && !(kind == "integer" && kinds.Contains("number")))
        {
            yield return $"{at}: is {kind}, not {string.Join(" or ", kinds)}";
        }

        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
        {
            yield return $"{at}: {value} is none of {words.ToJsonString()}";
        }

        if (kind == "string" && !HasFormat((string?)value ?? "", (string?)schema["format"]))
        {
            yield return $"{at}: {value} is no {schema["format"]}";
        }
    }

    private IEnumerable<string> Members(JsonNode? value, JsonObject schema, string at)
    {
        if (value is not JsonObject members)
        {
            yield break;
        }

        foreach (var missing in (schema["required"]?.AsArray() ?? []).Select(name => (string)name!).Where(name => !members.ContainsKey(name)))
        {
            yield return $"{at}: has no {missing}";
        }

        foreach (var (name, member) in members)
        {
            var described = schema["properties"]?[name] ?? schema["additionalProperties"];
            var complaints = described is JsonObject known ? Check(member, known, $"{at}.{name}") : [$"{at}: nothing is said of {name}"];
            foreach (var complaint in complaints)
            {
                yield return complaint;
            }
        }
    }

    private IEnumerable<string> Items(JsonNode? value, JsonObject schema, string at) => value is JsonArray items && schema["items"] is JsonObject described
        ? items.SelectMany((item, index) => Check(item, described, $"{at}[{index}]"))
        : [];

    private static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.ToJsonString().All(sign => char.IsAsciiDigit(sign) || sign == '-') ? "integer" : "number",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    private static bool HasFormat(string text, string? format) => format switch
    {
        "uuid" => Guid.TryParse(text, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => text.EndsWith('Z') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        null or "binary" => true,
        _ => false,
    };
}
