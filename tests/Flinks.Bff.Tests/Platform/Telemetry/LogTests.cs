using System.Collections.Concurrent;
using System.Globalization;
using Flinks.Bff.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Flinks.Bff.Tests.Platform.Telemetry;

public sealed class LogTests
{
    private const string Canary = "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d";

    private readonly Notebook _notebook = new();

    [Theory]
    [InlineData("Default")]
    [InlineData("Microsoft")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.AspNetCore.Mvc")]
    [InlineData("System.Net.Http")]
    public async Task No_setting_makes_the_log_show_addresses(string category)
    {
        await using var host = await StartAsync(new() { [$"Logging:LogLevel:{category}"] = "Trace" });

        using var found = await host.As("alice").AskAsync($"/api/v1/probe/{Canary}?loginId={Canary}");
        using var lost = await host.As("alice").AskAsync($"/api/v1/no-such-route/{Canary}");

        Assert.NotEmpty(_notebook.Events);
        Assert.DoesNotContain(_notebook.Events, line => line.Everything().Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_line_tells_of_a_request_by_its_template_and_trace()
    {
        await using var host = await StartAsync(routes: app => app
            .MapGet("/api/v1/things/{thing}", (string thing, IDiagnosticContext diagnostics) => diagnostics.Set("ConnectionId", "c1c1c1c1-0000-4000-8000-000000000001"))
            .AllowAnonymous());

        using var response = await host.As("alice").AskAsync($"/api/v1/things/{Canary}");

        var line = Assert.Single(_notebook.Events, RequestLog.Owns).Text();
        Assert.Matches(
            $@"^\S+Z INF Request: GET /api/v1/things/\{{thing\}} answered 200 in \d+\.\d ms ConnectionId=c1c1c1c1-0000-4000-8000-000000000001 TraceId={response.Header("X-Trace-Id")}\n$",
            line);
    }

    [Theory]
    [InlineData("/api/v1/probe", LogEventLevel.Information)]
    [InlineData("/api/v1/probe/refusal/upstream_busy", LogEventLevel.Information)]
    [InlineData("/api/v1/probe/fault", LogEventLevel.Error)]
    [InlineData("/health/live", LogEventLevel.Debug)]
    public async Task Only_our_own_faults_call_for_attention(string path, LogEventLevel level)
    {
        await using var host = await StartAsync(new() { ["Logging:LogLevel:Default"] = "Debug" });

        using var response = await host.As("alice").AskAsync(path);

        Assert.Equal(level, Assert.Single(_notebook.Events, RequestLog.Owns).Level);
    }

    [Fact]
    public async Task A_fault_is_logged_once_under_the_trace_that_its_caller_was_given()
    {
        await using var host = await StartAsync();

        using var response = await host.As("alice").AskAsync("/api/v1/probe/fault");

        var fault = Assert.Single(_notebook.Events, line => line.Exception is not null);
        Assert.Equal(response.Header("X-Trace-Id"), fault.TraceId?.ToHexString());
        Assert.Single(fault.Text().TrimEnd('\n').Split('\n'));
        Assert.Contains("api/v1/probe/fault", Assert.Single(_notebook.Events, RequestLog.Owns).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_is_no_fault()
    {
        var arrived = new TaskCompletionSource();
        await using var host = await StartAsync(routes: app => app.MapGet("/api/v1/slow", async (HttpContext context) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }));
        using var patience = new CancellationTokenSource();

        var call = host.As("alice").GetAsync("/api/v1/slow", patience.Token);
        await arrived.Task;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        var line = await _notebook.Closed.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((LogEventLevel.Information, "499"), (line.Level, line.Properties["StatusCode"].ToString()));
        Assert.DoesNotContain(_notebook.Events, other => other.Level >= LogEventLevel.Warning);
    }

    [Fact]
    public async Task Levels_follow_the_settings()
    {
        await using var host = await StartAsync(new() { ["Logging:LogLevel:Default"] = "Warning", ["Logging:LogLevel:Chatty"] = "Debug" });
        var loggers = host.Services.GetRequiredService<ILoggerFactory>();

        Log.Said(loggers.CreateLogger("Chatty.One"));
        Log.Said(loggers.CreateLogger("Quiet"));

        Assert.Equal("\"Chatty.One\"", Assert.Single(_notebook.Events).Properties["SourceContext"].ToString());
    }

    private Task<PlatformHost> StartAsync(Dictionary<string, string?>? settings = null, Action<WebApplication>? routes = null) =>
        PlatformHost.StartAsync(settings, services => services.AddSingleton<ILogEventSink>(_notebook), routes);

    private static class Log
    {
        private static readonly Action<Microsoft.Extensions.Logging.ILogger, Exception?> Message =
            LoggerMessage.Define(LogLevel.Debug, new EventId(1), "Something was said.");

        public static void Said(Microsoft.Extensions.Logging.ILogger logger) => Message(logger, null);
    }

    private sealed class Notebook : ILogEventSink
    {
        private readonly ConcurrentQueue<LogEvent> _events = new();
        private readonly TaskCompletionSource<LogEvent> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyCollection<LogEvent> Events => [.. _events];

        /// <summary>The line of the first request that ends.</summary>
        public Task<LogEvent> Closed => _closed.Task;

        public void Emit(LogEvent logEvent)
        {
            _events.Enqueue(logEvent);
            if (RequestLog.Owns(logEvent))
            {
                _closed.TrySetResult(logEvent);
            }
        }
    }
}

internal static class LogLines
{
    public static string Text(this LogEvent logEvent)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        new LineFormatter().Format(logEvent, line);
        return line.ToString();
    }

    public static string Everything(this LogEvent logEvent) => logEvent.Text() + string.Join(' ', logEvent.Properties.Values);
}
