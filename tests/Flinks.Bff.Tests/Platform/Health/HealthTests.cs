using System.Net;
using Flinks.Bff.Platform.Health;
using Flinks.Bff.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Flinks.Bff.Tests.Platform.Health;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/health/live", """{"status":"healthy","checks":{}}""")]
    [InlineData("/health/ready", """{"status":"healthy","checks":{"running":"healthy","database":"healthy","keys":"healthy"}}""")]
    public async Task Anybody_may_ask(string path, string answer)
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.Anonymous().AskAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(answer, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_not_ready_is_still_alive_and_keeps_its_reasons_to_itself()
    {
        await using var host = await PlatformHost.StartAsync(services: services => services.AddHealthChecks()
            .AddCheck("teller", () => HealthCheckResult.Unhealthy("hunter2", new InvalidOperationException("hunter2")), [ReadinessChecks.Tag]));

        using var ready = await host.Anonymous().AskAsync("/health/ready");
        using var live = await host.Anonymous().AskAsync("/health/live");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(
            """{"status":"unhealthy","checks":{"running":"healthy","database":"healthy","keys":"healthy","teller":"unhealthy"}}""",
            await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task A_database_that_is_gone_is_not_ready()
    {
        await using var bff = await BffHost.StartAsync();

        bff.Database.Dispose();
        var ready = await bff.AsNobody().GetAsync("/health/ready");

        Assert.Equal(503, ready.Status);
        Assert.Equal("unhealthy", ready.Json.GetProperty("checks").GetProperty("database").GetString());
    }

    [Fact]
    public async Task A_database_that_is_behind_this_build_is_not_ready()
    {
        await using var bff = await BffHost.StartAsync();

        await bff.ReadAsync(db => db.Database.ExecuteSqlAsync($"""DELETE FROM "__EFMigrationsHistory" """, TestContext.Current.CancellationToken));
        var ready = await bff.AsNobody().GetAsync("/health/ready");

        Assert.Equal((503, "unhealthy"), (ready.Status, ready.Json.GetProperty("checks").GetProperty("database").GetString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keys_that_do_not_open_or_are_gone_are_not_ready_and_are_not_made_anew(bool areGone)
    {
        await using var bff = await BffHost.StartAsync();

        await bff.ReadAsync(db => db.Keys.Where(key => key.Name == "lookup") is var lookup && areGone
            ? lookup.ExecuteDeleteAsync(TestContext.Current.CancellationToken)
            : lookup.ExecuteUpdateAsync(key => key.SetProperty(row => row.Value, new byte[] { 1, 2, 3 }), TestContext.Current.CancellationToken));
        var ready = await bff.AsNobody().GetAsync("/health/ready");
        var again = await bff.AsNobody().GetAsync("/health/ready");

        Assert.Equal((503, 503), (ready.Status, again.Status));
        Assert.Equal("unhealthy", ready.Json.GetProperty("checks").GetProperty("keys").GetString());
        Assert.Equal("healthy", ready.Json.GetProperty("checks").GetProperty("database").GetString());
    }

    [Fact]
    public async Task Flinks_is_not_asked()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Calls.Clear();

        var ready = await bff.AsNobody().GetAsync("/health/ready");

        Assert.Equal(200, ready.Status);
        Assert.Empty(bff.Flinks.Calls.All);
    }

    [Fact]
    public async Task Who_is_told_to_stop_is_no_longer_ready()
    {
        await using var host = await PlatformHost.StartAsync();

        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        using var response = await host.Anonymous().AskAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            """{"status":"unhealthy","checks":{"running":"unhealthy","database":"healthy","keys":"healthy"}}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
