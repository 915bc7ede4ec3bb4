using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>One line per event, faults included: readable, and nothing that was logged can look like a line of its own.</summary>
public sealed class LineFormatter : ITextFormatter
{
    /// <summary>Text stands without quotation marks.</summary>
    private static readonly MessageTemplateTextFormatter Message = new("{Message:l}", CultureInfo.InvariantCulture);

    private static readonly string[] Subjects = ["ConnectionId", "RetrievalId"];

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        output.Write(' ');
        output.Write(Word(logEvent.Level));
        output.Write(' ');
        output.Write(OneLine($"{Source(logEvent)}: {Words(logEvent)}"));

        if (RequestLog.Owns(logEvent))
        {
            foreach (var subject in Subjects.Where(logEvent.Properties.ContainsKey))
            {
                output.Write($" {subject}={OneLine(logEvent.Properties[subject].ToString("l", CultureInfo.InvariantCulture))}");
            }
        }

        if (logEvent.TraceId is { } trace)
        {
            output.Write($" TraceId={trace.ToHexString()}");
        }

        if (logEvent.Exception is { } exception)
        {
            output.Write(" | ");
            output.Write(OneLine(exception.ToString()));
        }

        output.WriteLine();
    }

    private static string Words(LogEvent logEvent)
    {
        using var words = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, words);
        return words.ToString();
    }

    private static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "TRC",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        LogEventLevel.Error => "ERR",
        _ => "FTL",
    };

    private static string Source(LogEvent logEvent) =>
        logEvent.Properties.GetValueOrDefault("SourceContext") is ScalarValue { Value: string category } ? category[(category.LastIndexOf('.') + 1)..] : "Log";

    private static string OneLine(string text) => text.ReplaceLineEndings(" | ");
}
