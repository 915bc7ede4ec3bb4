using System.Text.Json;
using Flinks.Client.Wire;

namespace Flinks.Client;

/// <summary>Reads the attributes of a card (flinks/api.md 12.7).</summary>
internal static class AttributesReader
{
    public static FlinksOutcome? Read(ReadOnlyMemory<byte> body) => ReplyBody.Read(body, CardOrNull);

    private static FlinksOutcome.Analysed? CardOrNull(JsonElement root) =>
        root.Member("HttpStatusCode")?.Number() is null or 200 && root.Member("Card") is { ValueKind: JsonValueKind.Object } card
            // Written once here: what could not be written would be found out in the middle of our answer.
            ? new FlinksOutcome.Analysed(JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(card, FlinksJson.Default.JsonElement)))
            : null;
}
