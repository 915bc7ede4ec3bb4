using System.Net.Http.Json;
using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flinks.Bff.Tests.Start;

/// <summary>The built host, told to end by a signal while it works.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task A_live_Authorize_that_is_out_when_the_signal_comes_is_waited_for_and_its_data_are_there_after_the_next_start()
    {
        await using var flinks = await StartSimulatorAsync();
        using var database = TemporaryDatabase.Create();
        var settings = Settings(flinks, database);
        using var gate = flinks.Services.GetRequiredService<SimulatedFlinks>().Faults.Hold(FlinksEndpoint.Authorize);

        await using var first = BffProcess.Start(settings);
        using var alice = Alice(await first.ListeningAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/connections")
        {
            Content = JsonContent.Create(new { loginId = SimulatedLogins.NoMfa.LoginId, freshness = "live" }),
            Headers = { { "Prefer", "wait=25" } },
        };
        var posting = alice.SendAsync(request, TestContext.Current.CancellationToken);
        await gate.Arrived.WaitAsync(TestContext.Current.CancellationToken);
        await first.TerminateAsync();
        using var held = await posting;
        var pending = await held.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        gate.Open();
        var exitCode = await first.ExitedAsync();

        await using var second = BffProcess.Start(settings);
        using var aliceAgain = Alice(await second.ListeningAsync());
        var ready = await aliceAgain.GetFromJsonAsync<JsonElement>(
            $"/api/v1/retrievals/{pending.GetProperty("retrievalId").GetGuid()}", TestContext.Current.CancellationToken);

        Assert.Equal((202, 0), ((int)held.StatusCode, exitCode));
        Assert.Equal(("ready", "live"), (ready.GetProperty("state").GetString(), ready.GetProperty("source").GetString()));
        Assert.NotEmpty(ready.GetProperty("accounts").EnumerateArray());
        Assert.Contains("\"message\":\"Stopped.\"", first.Told, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartSimulatorAsync()
    {
        var simulator = SimulatorApp.Create(
            [],
            options =>
            {
                options.Url = "http://127.0.0.1:0";
                options.PollsBeforeReady = 0;
            },
            builder => builder.Logging.ClearProviders());
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        return simulator;
    }

    private static Dictionary<string, string?> Settings(WebApplication flinks, TemporaryDatabase database)
    {
        var known = flinks.Services.GetRequiredService<SimulatedFlinks>().Options;
        var settings = BffProcess.Good(database);
        settings["Flinks__ApiBaseUrl"] = $"{flinks.Urls.First()}/v3";
        settings["Flinks__ConnectBaseUrl"] = $"{flinks.Urls.First()}/v2/";
        settings["Flinks__CustomerId"] = known.CustomerId.ToString();
        settings["Flinks__SecretKey"] = known.SecretKey;
        settings["Flinks__ApiKey"] = known.ApiKey;
        return settings;
    }

    private static HttpClient Alice(Uri address) => new()
    {
        BaseAddress = address,
        DefaultRequestHeaders = { { "Authorization", $"Bearer {TestTokens.For("alice", new MovableClock())}" } },
    };
}
