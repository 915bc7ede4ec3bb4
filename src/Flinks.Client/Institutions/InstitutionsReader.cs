using System.Text.Json;

namespace Flinks.Client;

/// <summary>Reads a page of institutions (flinks/api.md 12.6). An entry without number or name is left out; it takes no other with it.</summary>
internal static class InstitutionsReader
{
    public static FlinksOutcome? Read(ReadOnlyMemory<byte> body) => ReplyBody.Read(body, static root =>
        root.Member("Data") is { ValueKind: JsonValueKind.Array } entries
            ? new FlinksOutcome.InstitutionsListed(
                [.. entries.EnumerateArray().Select(InstitutionOrNull).OfType<Institution>()], entries.GetArrayLength(), root.Member("Count")?.Number())
            : null);

    private static Institution? InstitutionOrNull(JsonElement entry)
    {
        var names = Items(entry.Member("Localizations")).Select(NameOrNull).OfType<InstitutionName>().ToList();
        return entry.Member("Id")?.Number() is { } id && names.Count > 0
            ? new Institution(
                id,
                entry.Member("Country")?.Text()?.ToUpperInvariant(),
                string.Equals(entry.Member("Status")?.Text(), "Enabled", StringComparison.OrdinalIgnoreCase),
                names)
            : null;
    }

    private static InstitutionName? NameOrNull(JsonElement localization)
    {
        var urls = Items(localization.Member("Urls")).ToList();
        var main = urls.FindIndex(url => url.Member("Type")?.Text() == "Main");
        var url = urls.Count == 0 ? null : urls[Math.Max(main, 0)].Member("Url")?.Text();
        return localization.Member("Name")?.Text() is { Length: > 0 } name
            ? new InstitutionName(localization.Member("Language")?.Text()?.ToLowerInvariant(), name, IsPage(url) ? url : null)
            : null;
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement? array) => array is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;

    // It will be a link on somebody's screen.
    private static bool IsPage(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
