using System.Collections.Concurrent;
using System.Text;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flinks.Bff.Tests.Start;

/// <summary>The built host, with a collector of OTLP over HTTP beside it.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task Traces_and_metrics_reach_the_collector_under_the_name_of_the_service_before_the_host_ends()
    {
        await using var collector = await Collector.StartAsync();
        using var database = TemporaryDatabase.Create();
        var settings = BffProcess.Good(database);
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        settings["OTEL_SERVICE_NAME"] = "bank-data";
        settings["OTEL_RESOURCE_ATTRIBUTES"] = "team=lending";
        await using var host = BffProcess.Start(settings);
        using var client = new HttpClient { BaseAddress = await host.ListeningAsync() };

        using var refused = await client.GetAsync("/api/v1/retrievals/ca11a12e-1111-4111-8111-111111111111?loginId=ca11a12e", TestContext.Current.CancellationToken);
        await host.TerminateAsync();
        await host.ExitedAsync();

        var traces = collector.Received("/v1/traces");
        Assert.All(["bank-data", "lending", "service.version", "service.instance.id", "GET api/v1/retrievals/{retrievalId", "http.route"], name => Assert.Contains(name, traces, StringComparison.Ordinal));
        Assert.Contains(Convert.ToHexString(Encoding.Latin1.GetBytes(Bytes(refused.Headers.GetValues("X-Trace-Id").Single()))), Convert.ToHexString(Encoding.Latin1.GetBytes(traces)), StringComparison.Ordinal);
        var metrics = collector.Received("/v1/metrics");
        Assert.All(["bank-data", "flinks_bff.problems", "unauthenticated", "flinks_bff.retrieval.open", "http.server.request.duration"], name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.DoesNotContain("ca11a12e", traces + metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_source_of_settings_will_do_and_the_sampler_is_the_operators()
    {
        await using var collector = await Collector.StartAsync();
        using var database = TemporaryDatabase.Create();
        await using var host = BffProcess.Start(
            BffProcess.Good(database),
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_TRACES_SAMPLER=always_off");
        using var client = new HttpClient { BaseAddress = await host.ListeningAsync() };

        using var refused = await client.GetAsync("/api/v1/connections", TestContext.Current.CancellationToken);
        await host.TerminateAsync();
        await host.ExitedAsync();

        Assert.Matches("^[0-9a-f]{32}$", refused.Headers.GetValues("X-Trace-Id").Single());
        Assert.Empty(collector.Received("/v1/traces"));
        Assert.Contains("flinks-bff", collector.Received("/v1/metrics"), StringComparison.Ordinal);
    }

    /// <summary>The id as the protocol carries it.</summary>
    private static string Bytes(string hex) => Encoding.Latin1.GetString(Convert.FromHexString(hex));

    private sealed class Collector(WebApplication app, ConcurrentQueue<(string Path, string Body)> received) : IAsyncDisposable
    {
        public string Address => app.Urls.First();

        public static async Task<Collector> StartAsync()
        {
            var received = new ConcurrentQueue<(string Path, string Body)>();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.MapPost("/{**path}", async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new Collector(app, received);
        }

        public string Received(string path) => string.Concat(received.Where(call => call.Path == path).Select(call => call.Body));

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
