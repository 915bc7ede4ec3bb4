using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>Every live Authorize may send the person a code, so the next one has to wait.</summary>
public sealed class LiveCooldownTests
{
    [Fact]
    public async Task A_second_live_read_too_soon_is_told_how_long_to_wait()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });
        bff.Clock.Advance(TimeSpan.FromSeconds(20));

        var refused = await bff.As("alice").RefreshAsync(first.ConnectionId);

        Assert.Equal(429, refused.Status);
        Assert.Equal("refresh_too_soon", refused.Code);
        Assert.Equal("40", refused.Headers["Retry-After"]);
        Assert.Equal("wait", refused.NextAction);
        Assert.Equal(40, refused.NextAfter());
        Assert.Equal(first.ConnectionId, refused.ConnectionId);
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task Naming_the_login_again_is_held_to_the_same_cooldown()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });

        var refused = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });

        Assert.Equal("refresh_too_soon", refused.Code);
    }

    [Fact]
    public async Task After_the_cooldown_a_live_read_goes_to_the_bank()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });
        bff.Clock.Advance(TimeSpan.FromMinutes(1));

        var second = await bff.As("alice").RefreshAsync(first.ConnectionId);

        Assert.Equal("live", second.Source());
        Assert.Equal(2, bff.Lives().Count);
    }

    [Fact]
    public async Task A_cached_read_starts_no_cooldown()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var second = await bff.As("alice").RefreshAsync(first.ConnectionId);

        Assert.Equal("live", second.Source());
    }

    [Fact]
    public async Task A_live_read_that_failed_counts()
    {
        await using var bff = await BffHost.StartAsync();
        var failed = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId, new { freshness = "live" });

        var refused = await bff.As("alice").RefreshAsync(failed.ConnectionId);

        Assert.Equal("reconnect_required", failed.Code);
        Assert.Equal("refresh_too_soon", refused.Code);
    }

    [Fact]
    public async Task A_cached_read_is_free_inside_the_cooldown()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });

        var second = await bff.As("alice").RetrieveAsync(first.ConnectionId);

        Assert.Equal(200, second.Status);
        Assert.Equal("cached", second.Source());
    }

    [Fact]
    public async Task A_co_owner_inside_the_cooldown_is_given_what_Flinks_has_stored()
    {
        await using var bff = await BffHost.StartAsync();
        var shared = await ShareAsync(bff, freshness: "cached");

        var answer = await bff.As("bob").RefreshAsync(shared.ConnectionId);

        Assert.Equal(200, answer.Status);
        Assert.Equal("cached", answer.Source());
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task Somebody_who_becomes_a_co_owner_inside_the_cooldown_is_given_what_Flinks_has_stored()
    {
        await using var bff = await BffHost.StartAsync();

        var answer = await ShareAsync(bff, freshness: "live");

        Assert.Equal("cached", answer.Source());
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task A_co_owner_sees_the_connection_once_it_is_proved()
    {
        await using var bff = await BffHost.StartAsync();

        var shared = await ShareAsync(bff, freshness: "cached");

        Assert.Equal(200, (await bff.As("bob").ShowConnectionAsync(shared.ConnectionId)).Status);
    }

    [Fact]
    public async Task After_the_cooldown_a_co_owner_may_go_to_the_bank()
    {
        await using var bff = await BffHost.StartAsync();
        var shared = await ShareAsync(bff, freshness: "cached");
        bff.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await bff.As("bob").RefreshAsync(shared.ConnectionId);

        Assert.Equal("live", answer.Source());
    }

    /// <summary>Bob signs in at the bank, as Alice's live read stands for here, and names the login that Alice holds.</summary>
    private static async Task<BffAnswer> ShareAsync(BffHost bff, string freshness)
    {
        var connectSessionId = await bff.As("bob").StartConnectSessionAsync();
        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });
        return await bff.As("bob").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness, connectSessionId });
    }
}
