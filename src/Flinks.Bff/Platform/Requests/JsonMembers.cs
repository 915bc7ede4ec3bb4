using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Flinks.Bff.Platform.Http;

namespace Flinks.Bff.Platform.Requests;

/// <summary>
/// Finds the member of a request that an error is about. Goes by the type, never by what was sent: the keys of a dictionary are the
/// caller's own words (the bank's questions, say) and are not repeated.
/// </summary>
public static partial class JsonMembers
{
    /// <summary>Paths of the required members that are not there.</summary>
    public static IEnumerable<string> Missing(JsonElement element, JsonTypeInfo type, string prefix = "")
    {
        if (type.Kind != JsonTypeInfoKind.Object || element.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var property in type.Properties)
        {
            if (!element.TryGetProperty(property.Name, out var value))
            {
                if (property.IsRequired)
                {
                    yield return prefix + property.Name;
                }

                continue;
            }

            foreach (var deeper in Missing(value, BffJson.Requests.GetTypeInfo(property.PropertyType), $"{prefix}{property.Name}."))
            {
                yield return deeper;
            }
        }
    }

    /// <summary>Turns a path of the serializer (<c>$.options.accountIds[0]</c>) into ours, as far as it consists of names of ours; <c>body</c> if nothing is left.</summary>
    public static string At(string? path, JsonTypeInfo type)
    {
        var known = string.Empty;
        foreach (Match step in Steps().Matches(path ?? string.Empty))
        {
            if (type.Kind == JsonTypeInfoKind.Enumerable && step.Groups["index"].Success && type.ElementType is { } element)
            {
                known += step.Value;
                type = BffJson.Requests.GetTypeInfo(element);
            }
            else if (type.Kind == JsonTypeInfoKind.Object && Property(type, step.Groups["name"].Value) is { } property)
            {
                known += $".{property.Name}";
                type = BffJson.Requests.GetTypeInfo(property.PropertyType);
            }
            else
            {
                break;
            }
        }

        return known.Length == 0 ? "body" : known.TrimStart('.');
    }

    private static JsonPropertyInfo? Property(JsonTypeInfo type, string name) =>
        type.Properties.FirstOrDefault(property => property.Name == name);

    [GeneratedRegex(@"\.(?<name>[A-Za-z0-9]+)|\[(?<index>\d+)\]|\['.*")]
    private static partial Regex Steps();
}
