using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flinks.Bff.Platform.Identifiers;

/// <summary>Identifiers travel as plain GUID strings. An all-zero GUID is a mistake of the caller.</summary>
public sealed class GuidIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IGuidId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value) && value != Guid.Empty
            ? TId.From(value)
            : throw new JsonException("Not a GUID.");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
