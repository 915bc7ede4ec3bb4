using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>
/// What the widget posted to its page, as it came: one message or an array of them, each an object or a text of JSON.
/// </summary>
[JsonConverter(typeof(WidgetMessagesConverter))]
public sealed record WidgetMessages(IReadOnlyList<WidgetMessage> Messages);

/// <summary>Reads messages while the body is there; nothing of it but what a <see cref="WidgetMessage"/> has a place for is ever kept.</summary>
public sealed class WidgetMessagesConverter : JsonConverter<WidgetMessages>
{
    public override WidgetMessages Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var body = JsonDocument.ParseValue(ref reader);
        var root = body.RootElement;
        return new WidgetMessages(root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().SelectMany(ReadOne)] : [.. ReadOne(root)]);
    }

    public override void Write(Utf8JsonWriter writer, WidgetMessages value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Messages only come in.");

    /// <summary>One, or none where it is longer than any of the widget's.</summary>
    private static IEnumerable<WidgetMessage> ReadOne(JsonElement message) => message.ValueKind is JsonValueKind.Object or JsonValueKind.String
        ? WidgetMessageReader.Read(message) is { } read ? [read] : []
        : throw new JsonException("Neither a message nor a text.");
}
