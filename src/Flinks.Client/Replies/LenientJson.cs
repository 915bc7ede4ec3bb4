using System.Globalization;
using System.Text.Json;

namespace Flinks.Client;

/// <summary>Members by name without case, values by what they can be taken for.</summary>
internal static class LenientJson
{
    public static JsonElement? Member(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonElement? found = null;
        foreach (var member in element.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                found = member.Value;
            }
        }

        return found;
    }

    public static string? Text(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    public static int? Number(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt32(out var number) => number,
        JsonValueKind.String when int.TryParse(element.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>A GUID; the all-zero one is .NET's way to write none.</summary>
    public static Guid? Id(this JsonElement element) => Guid.TryParse(element.Text(), out var id) && id != Guid.Empty ? id : null;
}
