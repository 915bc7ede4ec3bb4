using System.Web;
using Flinks.Bff.BrowserTests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.BrowserTests.DevHost;

/// <summary>The development host itself; these need no browser.</summary>
public sealed class DevHostStartTests
{
    [Fact]
    public async Task A_port_that_the_system_chose_stands_in_its_own_settings()
    {
        await using var host = await DevHostRun.StartAsync();

        var opened = await (await host.SignInAsync()).PostAsync("/api/v1/connect-sessions", new { redirectUrl = $"{host.Address}/dev/return" });

        var redirectUrl = HttpUtility.ParseQueryString(new Uri(opened.NextUrl!).Query)["redirectUrl"];
        Assert.Equal(201, opened.Status);
        Assert.StartsWith($"{host.Address}/api/v1/connect-callback?state=", redirectUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_run_side_by_side()
    {
        await using var one = await DevHostRun.StartAsync();
        await using var other = await DevHostRun.StartAsync();

        await (await one.SignInAsync()).ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var known = await (await one.SignInAsync()).GetAsync("/api/v1/connections");
        var unknown = await (await other.SignInAsync()).GetAsync("/api/v1/connections");

        Assert.Equal((1, 0), (known.Json.GetArrayLength(), unknown.Json.GetArrayLength()));
    }
}
