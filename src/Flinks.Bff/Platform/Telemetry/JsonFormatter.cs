using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>One JSON object per line, for whoever collects logs. It tells what <see cref="LineFormatter"/> tells, with every value under its name.</summary>
public sealed class JsonFormatter : ITextFormatter
{
    /// <summary>Told by members of their own.</summary>
    private static readonly string[] ToldApart = ["SourceContext", "EventId"];

    private static readonly MessageTemplateTextFormatter Message = new("{Message:l}", CultureInfo.InvariantCulture);
    private static readonly JsonValueFormatter Values = new(typeTagName: null);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write("{\"timestamp\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        output.Write('"');
        Text("level", LevelOf(logEvent.Level), output);
        Value("category", logEvent.Properties.GetValueOrDefault("SourceContext"), output);
        Text("message", Words(logEvent), output);
        Text("template", logEvent.MessageTemplate.Text, output);
        Event(logEvent, output);
        Text("traceId", logEvent.TraceId?.ToHexString(), output);
        Text("spanId", logEvent.SpanId?.ToHexString(), output);
        Text("exception", logEvent.Exception?.ToString(), output);
        Properties(logEvent, output);
        output.WriteLine('}');
    }

    /// <summary>The names that <c>Logging:LogLevel</c> uses, not Serilog's.</summary>
    private static string LevelOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => nameof(LogLevel.Trace),
        LogEventLevel.Fatal => nameof(LogLevel.Critical),
        _ => level.ToString(),
    };

    private static string Words(LogEvent logEvent)
    {
        using var words = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, words);
        return words.ToString();
    }

    private static void Event(LogEvent logEvent, TextWriter output)
    {
        if (logEvent.Properties.GetValueOrDefault("EventId") is not StructureValue { Properties: var members })
        {
            return;
        }

        foreach (var member in members)
        {
            Value($"event{member.Name}", member.Value, output);
        }
    }

    private static void Properties(LogEvent logEvent, TextWriter output)
    {
        var separator = ",\"properties\":{";
        foreach (var (name, value) in logEvent.Properties)
        {
            if (Array.IndexOf(ToldApart, name) >= 0)
            {
                continue;
            }

            output.Write(separator);
            separator = ",";
            JsonValueFormatter.WriteQuotedJsonString(name, output);
            output.Write(':');
            Values.Format(value, output);
        }

        if (separator == ",")
        {
            output.Write('}');
        }
    }

    private static void Text(string name, string? text, TextWriter output)
    {
        if (text is null)
        {
            return;
        }

        output.Write($",\"{name}\":");
        JsonValueFormatter.WriteQuotedJsonString(text, output);
    }

    private static void Value(string name, LogEventPropertyValue? value, TextWriter output)
    {
        if (value is null)
        {
            return;
        }

        output.Write($",\"{name}\":");
        Values.Format(value, output);
    }
}
