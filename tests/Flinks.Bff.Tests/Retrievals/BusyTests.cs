using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>Another session uses the login at Flinks: waited out, for a while.</summary>
public sealed class BusyTests
{
    [Theory]
    [InlineData("cached")]
    [InlineData("live")]
    public async Task A_busy_login_is_tried_again_until_it_is_free(string freshness)
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();

        var busy = await bff.As("alice").ConnectAsync(SimulatedLogins.CardInUse.LoginId, new { freshness });
        for (var tries = 0; tries < 5; tries++)
        {
            await bff.PassAsync(TimeSpan.FromSeconds(10));
        }

        var ready = await bff.As("alice").ShowAsync(busy.RetrievalId);

        Assert.Equal(202, busy.Status);
        Assert.Equal("busy", busy.State);
        Assert.Equal("poll", busy.NextAction);
        Assert.Equal($"{busy.NextAfter()}", busy.Headers["Retry-After"]);
        Assert.Equal(200, ready.Status);
        Assert.Equal(freshness, ready.Source());
    }

    [Fact]
    public async Task The_pause_is_the_one_that_Flinks_asks_for()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(400, "CARD_IN_USE", TimeSpan.FromSeconds(45)));

        var busy = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.PassAsync(TimeSpan.FromSeconds(44));
        var before = bff.Authorizes().Count;
        await bff.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("45", busy.Headers["Retry-After"]);
        Assert.Equal(1, before);
        Assert.Equal(200, (await bff.As("alice").ShowAsync(busy.RetrievalId)).Status);
    }

    [Fact]
    public async Task A_login_that_stays_busy_fails_after_the_busy_timeout()
    {
        await using var bff = await BffHost.StartAsync();
        var busy = await bff.As("alice").ConnectAsync(SimulatedLogins.ConcurrentSession.LoginId);
        await bff.PassAsync(TimeSpan.FromSeconds(119));
        var before = await bff.As("alice").ShowAsync(busy.RetrievalId);

        await bff.PassAsync(TimeSpan.FromSeconds(1));
        var failed = await bff.As("alice").ShowAsync(busy.RetrievalId);

        Assert.Equal("busy", before.State);
        Assert.Equal(409, failed.Status);
        Assert.Equal("upstream_busy", failed.Code);
        Assert.Equal("CONCURRENT_SESSION", failed.FlinksCode());
        Assert.Equal("retrieve", failed.NextAction);
        Assert.Equal(30, failed.NextAfter());
    }

    [Fact]
    public async Task A_caller_who_prefers_to_wait_waits_out_the_busy_time()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(400, "CARD_IN_USE"));
        var waiting = WatchedClock.Of(bff).NextWaitAsync(TimeSpan.FromSeconds(20));
        var posting = bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, ("Prefer", "wait=20"));
        await waiting;
        await bff.RunDueAsync();

        await bff.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(200, (await posting).Status);
    }

    [Fact]
    public async Task A_throttled_Authorize_is_not_waited_out()
    {
        await using var bff = await BffHost.StartAsync();

        var refused = await bff.As("alice").ConnectAsync(SimulatedLogins.Throttled.LoginId);

        Assert.Equal(503, refused.Status);
        Assert.Equal("upstream_busy", refused.Code);
        Assert.Equal("TOO_MANY_REQUESTS", refused.FlinksCode());
        Assert.Equal("30", refused.Headers["Retry-After"]);
        Assert.Equal("wait", refused.NextAction);
    }

    [Fact]
    public async Task A_busy_data_call_is_waited_out()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, Fault.Code(400, "CARD_IN_USE"));

        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(202, pending.Status);
        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
    }
}
