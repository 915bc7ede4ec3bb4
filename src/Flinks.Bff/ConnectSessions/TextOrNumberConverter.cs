using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flinks.Bff.ConnectSessions;

/// <summary>Takes a number as the text it is written with: an institution is named by Flinks' number or by its name.</summary>
public sealed class TextOrNumberConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.TryGetInt64(out _) => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => throw new JsonException("Neither text nor a whole number."),
    };

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
