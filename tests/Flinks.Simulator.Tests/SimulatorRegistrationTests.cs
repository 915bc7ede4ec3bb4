using System.Net;
using Flinks.Simulator.Clock;
using Flinks.Simulator.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Simulator.Tests;

public sealed class SimulatorRegistrationTests
{
    [Fact]
    public async Task Another_host_can_carry_the_simulator_and_hand_out_its_handler()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddFlinksSimulator(options => options.PollsBeforeReady = 0);
        await using var app = builder.Build();
        app.MapFlinksSimulator();
        await app.StartAsync(RunningSimulator.Cancelled);
        using var http = new HttpClient(app.GetTestServer().CreateHandler()) { BaseAddress = new("http://flinks.test") };

        using var response = await http.GetAsync("/sim/logins", RunningSimulator.Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.IsType<MovableClock>(app.Services.GetRequiredService<TimeProvider>());
        Assert.Equal(0, app.Services.GetRequiredService<SimulatedFlinks>().Options.PollsBeforeReady);
    }

    [Fact]
    public async Task Knobs_are_bound_from_the_configuration()
    {
        await using var app = SimulatorApp.Create(["--Simulator:PollsBeforeReady=7", "--Simulator:IdleTimeout=00:01:00"]);

        var options = app.Services.GetRequiredService<SimulatedFlinks>().Options;

        Assert.Equal((7, TimeSpan.FromMinutes(1)), (options.PollsBeforeReady, options.IdleTimeout));
    }
}
