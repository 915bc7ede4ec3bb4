using System.Net.Http.Json;
using Flinks.Bff.DevHost;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Simulator;
using Flinks.Simulator.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.BrowserTests.Hosting;

/// <summary>The development host as a person starts it, on ports that the system chose and a database of its own.</summary>
public sealed class DevHostRun : IAsyncDisposable
{
    private readonly TemporaryDatabase _database;
    private readonly WebApplication _simulator;
    private readonly WebApplication _bff;
    private readonly HttpClient _http;

    private DevHostRun(TemporaryDatabase database, MovableClock clock, WebApplication simulator, WebApplication bff)
    {
        _database = database;
        _simulator = simulator;
        _bff = bff;
        _http = new() { BaseAddress = new Uri(Address) };
        Clock = clock;
    }

    /// <summary>Of both, and running.</summary>
    public MovableClock Clock { get; }

    /// <summary>Where the BFF is.</summary>
    public string Address => _bff.Urls.Single();

    /// <summary>Where the simulated Flinks is.</summary>
    public string SimulatorAddress => _simulator.Urls.Single();

    public SimulatedFlinks Flinks => _simulator.Services.GetRequiredService<SimulatedFlinks>();

    public static async Task<DevHostRun> StartAsync()
    {
        var database = TemporaryDatabase.Create();
        var clock = new MovableClock();
        string[] args =
        [
            "--urls", "http://127.0.0.1:0",
            "--Simulator:Url", "http://127.0.0.1:0",
            // Data are there when the bank has let in: polling is not what these tests are about.
            "--Simulator:PollsBeforeReady", "0",
            "--ConnectionStrings:FlinksBff", database.ConnectionString,
            "--Logging:LogLevel:Default", "Warning",
        ];

        var simulator = DevHostApplication.CreateSimulator(args, clock);
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        var bff = DevHostApplication.CreateBff(args, clock, simulator);
        await bff.StartAsync(TestContext.Current.CancellationToken);
        return new DevHostRun(database, clock, simulator, bff);
    }

    /// <summary>A made-up user, signed in.</summary>
    public async Task<BffClient> SignInAsync(string user = "alice")
    {
        using var response = await _http.PostAsJsonAsync("/dev/tokens", new { user }, TestContext.Current.CancellationToken);
        var issued = await response.Content.ReadFromJsonAsync<DevToken>(TestContext.Current.CancellationToken);
        return new BffClient(_http, issued!.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        // Stopped first: jobs that are under way need what disposing takes away.
        await _bff.StopAsync(CancellationToken.None);
        await _bff.DisposeAsync();
        await _simulator.DisposeAsync();
        _database.Dispose();
    }
}
