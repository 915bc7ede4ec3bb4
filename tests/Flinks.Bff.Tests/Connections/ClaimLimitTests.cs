using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Connections;

public sealed class ClaimLimitTests
{
    [Fact]
    public async Task Nobody_gets_to_try_out_loginIds()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Connections:ClaimsPerHour"] = "2");
        var alice = bff.As("alice");
        var held = await alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Clock.Advance(TimeSpan.FromMinutes(10));
        await alice.ConnectAsync(Guid.NewGuid());

        var refused = await alice.ConnectAsync(Guid.NewGuid());
        var own = await alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var others = await bff.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId);

        Assert.Equal((429, "rate_limited", "wait"), (refused.Status, refused.Code, refused.NextAction));
        Assert.Equal("3000", refused.Headers["Retry-After"]);
        Assert.Equal(3000, refused.Json.GetProperty("nextAction").GetProperty("retryAfterSeconds").GetInt32());
        Assert.Equal((200, held.ConnectionId), (own.Status, own.ConnectionId));
        Assert.Equal(200, others.Status);
    }

    [Fact]
    public async Task Refused_claims_count_too()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Connections:ClaimsPerHour"] = "1");
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var first = await bff.As("bob").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var second = await bff.As("bob").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal((409, 429), (first.Status, second.Status));
    }

    [Fact]
    public async Task An_hour_later_a_claim_is_allowed_again()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Connections:ClaimsPerHour"] = "1");
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        bff.Clock.Advance(TimeSpan.FromHours(1));
        await bff.SweepAsync();
        var allowed = await bff.As("alice").ConnectAsync(SimulatedLogins.Big.LoginId);

        Assert.Equal(200, allowed.Status);
    }

    [Fact]
    public async Task A_user_has_so_many_connections_and_no_more()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Connections:MaxPerUser"] = "1");
        var alice = bff.As("alice");
        var linked = await alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var refused = await alice.ConnectAsync(SimulatedLogins.Big.LoginId);
        var same = await alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await alice.DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");
        var afterwards = await alice.ConnectAsync(SimulatedLogins.Big.LoginId);

        Assert.Equal((409, "too_many_connections", "none"), (refused.Status, refused.Code, refused.NextAction));
        Assert.Equal((200, 200), (same.Status, afterwards.Status));
    }
}
