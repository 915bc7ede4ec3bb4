using System.Text.Json;
using System.Text.Unicode;

namespace Flinks.Client;

/// <summary>The body of a 200 as JSON, for whoever knows what it should hold.</summary>
internal static class ReplyBody
{
    /// <returns>Null if it is no JSON, holds text that is none, or is not what the reader looks for.</returns>
    public static FlinksOutcome? Read(ReadOnlyMemory<byte> body, Func<JsonElement, FlinksOutcome?> read)
    {
        var json = Utf8Bom.Skip(body);
        if (!Utf8.IsValid(json.Span))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair, which no text can hold.
            return null;
        }
    }
}
