using System.Net;
using Flinks.Bff.Platform.Health;
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
    public async Task Who_is_told_to_stop_is_no_longer_ready()
    {
        await using var host = await PlatformHost.StartAsync();

        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        using var response = await host.Anonymous().AskAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }
}
