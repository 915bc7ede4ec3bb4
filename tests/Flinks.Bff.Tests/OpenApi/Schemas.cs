using System.Text.Json.Nodes;

namespace Flinks.Bff.Tests.OpenApi;

/// <summary>The schemas of the document, and values that fit them.</summary>
public sealed class Schemas(JsonObject document)
{
    /// <summary>Names of the headers that the document explains.</summary>
    public IReadOnlySet<string> Headers => document["components"]!["headers"]!.AsObject().Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>All that have a name.</summary>
    public IEnumerable<KeyValuePair<string, JsonObject>> Named =>
        document["components"]!["schemas"]!.AsObject().Select(schema => KeyValuePair.Create(schema.Key, schema.Value!.AsObject()));

    /// <summary>What a reference stands for, of whatever kind.</summary>
    public JsonObject Follow(JsonObject part) => (string?)part["$ref"] is { } reference
        ? Follow(reference.Split('/').Skip(1).Aggregate((JsonNode)document, (at, step) => at[step]!).AsObject())
        : part;

    /// <summary>Follows references, and takes what a schema extends for the schema itself.</summary>
    public JsonObject Resolve(JsonObject schema)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return Resolve(document["components"]!["schemas"]![reference.Split('/')[^1]]!.AsObject());
        }

        var extended = new[] { "allOf", "oneOf", "anyOf" }.Select(word => schema[word]).OfType<JsonArray>().FirstOrDefault();
        return extended is null
            ? schema
            : Resolve(extended.OfType<JsonObject>().First(part => !IsNull(part)));
    }

    /// <summary>JSON's words for what a member may be; empty if anything goes.</summary>
    public IReadOnlySet<string> Kinds(JsonObject schema)
    {
        var kinds = Resolve(schema)["type"] switch
        {
            JsonArray several => several.Select(kind => (string)kind!),
            JsonValue one => [(string)one!],
            _ => [],
        };
        var mayBeNull = schema["oneOf"]?.AsArray().OfType<JsonObject>().Any(IsNull) == true || (bool?)schema["nullable"] == true;
        return kinds.Concat(mayBeNull ? ["null"] : Array.Empty<string>()).ToHashSet();
    }

    public IEnumerable<KeyValuePair<string, JsonObject>> Members(JsonObject schema) =>
        (Resolve(schema)["properties"]?.AsObject() ?? []).Select(member => KeyValuePair.Create(member.Key, member.Value!.AsObject()));

    /// <summary>A body that says as much as it can.</summary>
    public JsonNode? Sample(JsonObject schema)
    {
        var resolved = Resolve(schema);
        var kinds = Kinds(schema);
        return kinds switch
        {
            _ when resolved["enum"] is JsonArray words => words[0]!.DeepClone(),
            _ when kinds.Contains("object") => SampleObject(resolved),
            _ when kinds.Contains("array") => new JsonArray(Sample(resolved["items"]!.AsObject())),
            _ when kinds.Contains("boolean") => true,
            _ when kinds.Contains("integer") || kinds.Contains("number") => 90,
            _ when (string?)resolved["format"] == "uuid" => $"{Guid.NewGuid()}",
            _ => "x",
        };
    }

    private static bool IsNull(JsonObject schema) => (string?)(schema["type"] as JsonValue) == "null";

    private JsonObject SampleObject(JsonObject schema)
    {
        var sample = new JsonObject();
        foreach (var (name, member) in Members(schema))
        {
            sample[name] = Sample(member);
        }

        if (schema["additionalProperties"] is JsonObject values && sample.Count == 0)
        {
            sample["x"] = Sample(values);
        }

        return sample;
    }
}
