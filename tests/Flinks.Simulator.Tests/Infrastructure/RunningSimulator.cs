using Flinks.Simulator.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Simulator.Tests.Infrastructure;

/// <summary>A simulator in memory, on a clock that stands still, with a caller that knows its keys.</summary>
public sealed class RunningSimulator : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningSimulator(WebApplication app, MovableClock clock)
    {
        _app = app;
        Clock = clock;
        Flinks = app.Services.GetRequiredService<SimulatedFlinks>();
        Http = app.GetTestClient();
        Caller = new(Http, Flinks.Options);
    }

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public MovableClock Clock { get; }

    public SimulatedFlinks Flinks { get; }

    public HttpClient Http { get; }

    public FlinksCaller Caller { get; }

    public static async Task<RunningSimulator> StartAsync(Action<SimulatorOptions>? configure = null)
    {
        var clock = MovableClock.FrozenAt(new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        var app = SimulatorApp.Create([], configure, host =>
        {
            host.WebHost.UseTestServer();
            host.Services.AddSingleton<TimeProvider>(clock);
        });
        await app.StartAsync(Cancelled);
        return new(app, clock);
    }

    public async ValueTask DisposeAsync()
    {
        Flinks.Faults.Clear();
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
