using System.Globalization;
using System.Text.Json;
using Flinks.Bff.Platform.Telemetry;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Flinks.Bff.Tests.Platform.Telemetry;

public sealed partial class JsonFormatterTests
{
    [Fact]
    public void An_event_is_one_object_with_every_value_under_its_name()
    {
        var line = Written(logger => Log.Counted(logger, "a \"b\"\n\u0001c", 7, new InvalidOperationException("It\r\nbroke.")));

        var json = Parsed(line);
        Assert.EndsWith("Z", json.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, json.GetProperty("timestamp").GetDateTimeOffset().Offset);
        Assert.Equal("Warning", json.GetProperty("level").GetString());
        Assert.Equal("Test.Category", json.GetProperty("category").GetString());
        Assert.Equal("Counted a \"b\"\n\u0001c 7 times.", json.GetProperty("message").GetString());
        Assert.Equal("Counted {Thing} {Times} times.", json.GetProperty("template").GetString());
        Assert.Equal((4711, "Counted"), (json.GetProperty("eventId").GetInt32(), json.GetProperty("eventName").GetString()));
        Assert.Equal("a \"b\"\n\u0001c", json.GetProperty("properties").GetProperty("Thing").GetString());
        Assert.Equal(7, json.GetProperty("properties").GetProperty("Times").GetInt32());
        Assert.Contains("It\r\nbroke.", json.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_left_out()
    {
        var json = Parsed(Written(Log.Said));

        Assert.Equal(["timestamp", "level", "category", "message", "template", "eventId", "eventName"], json.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void A_trace_is_named()
    {
        using var activity = new System.Diagnostics.Activity("test").Start();

        var json = Parsed(Written(Log.Said));

        Assert.Equal(activity.TraceId.ToHexString(), json.GetProperty("traceId").GetString());
        Assert.Equal(activity.SpanId.ToHexString(), json.GetProperty("spanId").GetString());
    }

    [Theory]
    [InlineData(LogEventLevel.Verbose, "Trace")]
    [InlineData(LogEventLevel.Information, "Information")]
    [InlineData(LogEventLevel.Fatal, "Critical")]
    public void Levels_are_named_as_the_settings_name_them(LogEventLevel level, string name)
    {
        var told = new LogEvent(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(-5)), level, null, new MessageTemplate("Said.", []), []);

        var json = Parsed(Format(told));

        Assert.Equal(name, json.GetProperty("level").GetString());
        Assert.Equal("2026-03-02T14:00:00.0000000Z", json.GetProperty("timestamp").GetString());
    }

    private static JsonElement Parsed(string line)
    {
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        return JsonDocument.Parse(line).RootElement;
    }

    private static string Written(Action<Microsoft.Extensions.Logging.ILogger> say)
    {
        var heard = new Ear();
        using var logger = new LoggerConfiguration().WriteTo.Sink(heard).CreateLogger();
        using var provider = new SerilogLoggerProvider(logger);
        say(provider.CreateLogger("Test.Category"));
        return Format(heard.Last ?? throw new InvalidOperationException("Nothing was said."));
    }

    private static string Format(LogEvent logEvent)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new JsonFormatter().Format(logEvent, line);
        return line.ToString();
    }

    private static partial class Log
    {
        [LoggerMessage(4711, LogLevel.Warning, "Counted {Thing} {Times} times.")]
        public static partial void Counted(Microsoft.Extensions.Logging.ILogger logger, string thing, int times, Exception exception);

        [LoggerMessage(4712, LogLevel.Information, "Something was said.")]
        public static partial void Said(Microsoft.Extensions.Logging.ILogger logger);
    }

    private sealed class Ear : ILogEventSink
    {
        public LogEvent? Last { get; private set; }

        public void Emit(LogEvent logEvent) => Last = logEvent;
    }
}
