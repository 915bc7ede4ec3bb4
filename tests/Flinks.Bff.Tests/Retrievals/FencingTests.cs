using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>An instance that stood still for longer than its lease finds its rows taken: it sends nothing more for them, and writes nothing but data.</summary>
public sealed class FencingTests
{
    [Fact]
    public async Task One_that_wakes_between_token_and_Authorize_does_not_send_it()
    {
        await using var bff = await StoppableClock.StartHostAsync(settings => settings["Flinks:TokenPool"] = "0");
        await using var another = await bff.StartAnotherAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GenerateAuthorizeToken);
        await bff.PostAndHangUpAsync("alice", "/api/v1/connections", new { loginId = SimulatedLogins.NoMfa.LoginId, freshness = "live" }, gate);

        StoppableClock.Of(bff).Stop();
        await another.PassAsync(RetrievalSteps.LeaseLapsed);
        var sent = bff.Authorizes().Count;
        gate.Open();
        StoppableClock.Of(bff).Wake();
        await bff.SettleAsync();

        Assert.Equal(1, sent);
        Assert.True(Assert.Single(bff.Authorizes()).MostRecentCached);
        Assert.Empty(bff.Lives());
    }

    [Fact]
    public async Task One_that_wakes_between_Authorize_and_the_data_does_not_ask_for_them()
    {
        await using var bff = await StoppableClock.StartHostAsync();
        await using var another = await bff.StartAnotherAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize, afterWork: true);
        await bff.PostAndHangUpAsync("alice", "/api/v1/connections", new { loginId = SimulatedLogins.NoMfa.LoginId, freshness = "live" }, gate);

        StoppableClock.Of(bff).Stop();
        await another.PassAsync(RetrievalSteps.LeaseLapsed);
        var asked = bff.Details().Count;
        var version = (await bff.OnlyRetrievalAsync()).Version;
        gate.Open();
        StoppableClock.Of(bff).Wake();
        await bff.SettleAsync();

        Assert.Equal(asked, bff.Details().Count);
        Assert.Equal(version, (await bff.OnlyRetrievalAsync()).Version);
    }

    [Fact]
    public async Task What_one_that_wakes_learns_without_data_changes_nothing()
    {
        await using var bff = await StoppableClock.StartHostAsync();
        await using var another = await bff.StartAnotherAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetailAsync);
        var round = bff.PassAsync(RetrievalSteps.PollInterval);
        await gate.Arrived;

        StoppableClock.Of(bff).Stop();
        await another.PassAsync(RetrievalSteps.LeaseLapsed);
        var taken = await bff.OnlyRetrievalAsync();
        gate.Open();
        StoppableClock.Of(bff).Wake();
        await round;

        var now = await bff.OnlyRetrievalAsync();
        Assert.Equal((taken.Version, taken.NextStepAt, taken.State), (now.Version, now.NextStepAt, now.State));
    }

    [Fact]
    public async Task Data_that_one_that_wakes_brings_are_kept()
    {
        await using var bff = await StoppableClock.StartHostAsync();
        await using var another = await bff.StartAnotherAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetailAsync);
        var round = bff.PassAsync(RetrievalSteps.PollInterval);
        await gate.Arrived;
        using var pendingThere = another.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetailAsync);

        StoppableClock.Of(bff).Stop();
        var takenUp = another.PassAsync(RetrievalSteps.LeaseLapsed);
        await pendingThere.Arrived;
        gate.Open();
        StoppableClock.Of(bff).Wake();
        await round;
        var ready = await another.As("alice").ShowAsync(pending.RetrievalId);
        pendingThere.Open();
        await takenUp;

        Assert.Equal(200, ready.Status);
        Assert.NotEmpty(ready.Json.GetProperty("accounts").EnumerateArray());
    }

    [Fact]
    public async Task One_that_stood_still_but_lost_nothing_goes_on()
    {
        await using var bff = await StoppableClock.StartHostAsync(settings => settings["Flinks:TokenPool"] = "0");
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GenerateAuthorizeToken);
        await bff.PostAndHangUpAsync("alice", "/api/v1/connections", new { loginId = SimulatedLogins.NoMfa.LoginId, freshness = "live" }, gate);

        StoppableClock.Of(bff).Stop();
        bff.Clock.Advance(RetrievalSteps.LeaseLapsed);
        gate.Open();
        StoppableClock.Of(bff).Wake();
        await bff.SettleAsync();

        Assert.Single(bff.Lives());
        Assert.Equal("Ready", $"{(await bff.OnlyRetrievalAsync()).State}");
    }
}
