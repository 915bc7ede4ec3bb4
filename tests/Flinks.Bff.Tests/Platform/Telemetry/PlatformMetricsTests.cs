using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Tests.Hosting;
using Flinks.Client.Tests;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Platform.Telemetry;

public sealed class PlatformMetricsTests
{
    [Fact]
    public async Task Problems_are_counted_by_code_and_status()
    {
        await using var bff = await BffHost.StartAsync();
        using var measured = Measure(bff);

        await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);
        await bff.As("alice").GetAsync($"/api/v1/retrievals/{Guid.NewGuid()}");
        await bff.AsNobody().GetAsync("/api/v1/connections");

        Assert.Equal(
            [
                "1 flinks_bff.problem.code=reconnect_required http.response.status_code=409",
                "1 flinks_bff.problem.code=not_found http.response.status_code=404",
                "1 flinks_bff.problem.code=unauthenticated http.response.status_code=401",
            ],
            measured.Told("flinks_bff.problems"));
    }

    [Fact]
    public async Task Repeated_keys_are_counted_by_what_came_of_them()
    {
        await using var bff = await BffHost.StartAsync();
        using var measured = Measure(bff);
        var key = ("Idempotency-Key", "k-1");

        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, key);
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, key);
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" }, key);

        Assert.Equal(
            ["1 flinks_bff.idempotency.result=replayed", "1 flinks_bff.idempotency.result=mismatch"],
            measured.Told("flinks_bff.idempotency.replays"));
    }

    [Fact]
    public async Task What_cannot_be_opened_is_counted_by_its_column()
    {
        await using var bff = await BffHost.StartAsync();
        using var measured = Measure(bff);

        Assert.ThrowsAny<CryptographicException>(() => bff.Services.GetRequiredService<Sealer>().OpenLogin([1, 2, 3]));

        Assert.Equal(["1 flinks_bff.seal.operation=open flinks_bff.seal.purpose=logins"], measured.Told("flinks_bff.seal.failures"));
    }

    [Fact]
    public async Task Work_that_outlives_its_request_is_seen()
    {
        await using var bff = await BffHost.StartAsync();
        using var measured = Measure(bff);
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.SettleAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);

        var before = measured.Observe("flinks_bff.background.running");
        var call = bff.As("alice").RetrieveAsync(linked.ConnectionId);
        await gate.Arrived;
        var during = measured.Observe("flinks_bff.background.running");
        gate.Open();
        await call;
        await bff.SettleAsync();

        Assert.Equal(["0"], before);
        Assert.Equal(["1"], during);
        Assert.Equal(["0"], measured.Observe("flinks_bff.background.running"));
    }

    private static Measured Measure(BffHost bff) => new(bff.Services.GetRequiredService<IMeterFactory>());
}
