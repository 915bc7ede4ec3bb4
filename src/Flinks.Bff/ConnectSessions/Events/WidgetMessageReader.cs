using System.Runtime.InteropServices;
using System.Text.Json;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>
/// Reads a message in whatever shape it came: an object, a text of JSON (<c>stringify</c>, apps' WebViews), or either within the event that a
/// page or an app received it by. Fields whose form we do not know are left aside.
/// </summary>
public static class WidgetMessageReader
{
    /// <summary>Far more than the widget ever says. Longer ones are somebody else's.</summary>
    public const int LongestMessage = 8 * 1024;

    private const int MostTypes = 5;

    private const int MostCounted = 1000;

    private static readonly WidgetMessage Nameless = new(WidgetMessage.Unknown);

    /// <returns>Null if the message is too long to be one.</returns>
    public static WidgetMessage? Read(JsonElement message)
    {
        if (JsonMarshal.GetRawUtf8Value(message).Length > LongestMessage)
        {
            return null;
        }

        try
        {
            return message.ValueKind == JsonValueKind.String ? ReadText(message.GetString()) : Unwrap(message);
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no text: nothing can be read out of them.
            return Nameless;
        }
    }

    private static WidgetMessage ReadText(string? message)
    {
        using var text = TryParse(message);
        return text is { RootElement.ValueKind: JsonValueKind.Object } ? Unwrap(text.RootElement) : Nameless;
    }

    /// <summary>What a page (<c>data</c>) or React Native (<c>nativeEvent.data</c>) received it in.</summary>
    private static WidgetMessage Unwrap(JsonElement message)
    {
        if (message.TryGetProperty("step", out _) || message.TryGetProperty("flinksCode", out _))
        {
            return Compose(message);
        }

        var received = message.TryGetProperty("nativeEvent", out var native) && native.ValueKind == JsonValueKind.Object ? native : message;
        if (!received.TryGetProperty("data", out var data))
        {
            return Nameless;
        }

        using var text = data.ValueKind == JsonValueKind.String ? TryParse(data.GetString()) : null;
        var inner = text?.RootElement ?? data;
        return inner.ValueKind == JsonValueKind.Object ? Compose(inner) : Nameless;
    }

    private static WidgetMessage Compose(JsonElement message)
    {
        var code = WidgetWords.Name(Text(message, "flinksCode"));
        var step = WidgetWords.Name(Text(message, "step"));
        return new WidgetMessage(step ?? code ?? WidgetMessage.Unknown)
        {
            Institution = WidgetWords.Institution(Text(message, "institution")),
            FlinksCode = step is null ? null : code,
            Cached = message.TryGetProperty("cached", out var cached) && cached.ValueKind is JsonValueKind.True or JsonValueKind.False ? cached.GetBoolean() : null,
            TotalAccounts = Count(message, "totalAccounts"),
            DisplayedAccounts = Count(message, "displayedAccounts"),
            MfaTypes = Types(message),
            AccountIds = TickedAccounts.Of(message),
        };
    }

    private static string? Text(JsonElement message, string member) =>
        message.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Count(JsonElement message, string member) =>
        message.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count is >= 0 and <= MostCounted
            ? count
            : null;

    /// <summary>One or several: the sources show a text, and a list is as likely.</summary>
    private static List<string>? Types(JsonElement message)
    {
        if (!message.TryGetProperty("mfaTypes", out var types))
        {
            return null;
        }

        var named = types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Take(MostTypes).ToList() : [types];
        var known = named.Where(type => type.ValueKind == JsonValueKind.String).Select(type => WidgetWords.Kind(type.GetString())).OfType<string>().ToList();
        return known.Count > 0 ? known : null;
    }

    private static JsonDocument? TryParse(string? text)
    {
        try
        {
            return JsonDocument.Parse(text ?? "");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
