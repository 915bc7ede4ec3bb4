using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>A failed cached Authorize may still open the last good data; a session may end before it gives any.</summary>
public sealed class StaleDataTests
{
    [Fact]
    public async Task Data_behind_a_failure_are_given_with_the_way_to_repair_it()
    {
        await using var bff = await BffHost.StartAsync();

        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.StaleButReadable.LoginId);
        var shown = await bff.As("alice").ShowAsync(ready.RetrievalId);

        Assert.Equal(200, ready.Status);
        Assert.NotEqual(0, ready.Json.GetProperty("accounts").GetArrayLength());
        Assert.Equal("connect", ready.NextAction);
        Assert.Equal("OPEN", ready.NextMethod);
        Assert.StartsWith(TestSettings.ConnectBase, ready.NextUrl, StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, ready.Json.GetProperty("nextAction").GetProperty("connectSessionId").GetGuid());
        Assert.Equal(200, shown.Status);
        Assert.Equal("connect", shown.NextAction);
        Assert.Equal("POST", shown.NextMethod);
        Assert.Equal("/api/v1/connect-sessions", shown.NextUrl);
    }

    [Fact]
    public async Task Its_connection_needs_its_user()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.StaleButReadable.LoginId);

        var connection = await bff.As("alice").ShowConnectionAsync(ready.ConnectionId);

        Assert.Equal("needsUser", connection.State);
        Assert.Equal("connect", connection.NextAction);
        Assert.Equal("POST", connection.NextMethod);
        Assert.Equal(ready.RetrievalId, connection.Json.GetProperty("lastRetrievalId").GetGuid());
    }

    [Theory]
    [InlineData("DISABLED_LOGIN")]
    [InlineData("AGGREGATION_ERROR")]
    [InlineData("INVALID_SECURITY_RESPONSE_NO_RETRY")]
    [InlineData("SOMETHING_NEW")]
    public async Task Any_failure_of_the_last_attempt_may_have_data_behind_it(string flinksCode)
    {
        await using var bff = await BffHost.StartAsync();
        var login = bff.Flinks.Seed(SimulatedLogins.StaleButReadable with { LoginId = Guid.NewGuid(), OnCached = new(flinksCode) { DataReadable = true } });

        var ready = await bff.As("alice").ConnectAsync(login.LoginId);

        Assert.Equal(200, ready.Status);
        Assert.Equal("connect", ready.NextAction);
        Assert.Equal("needsUser", (await bff.As("alice").ShowConnectionAsync(ready.ConnectionId)).State);
    }

    [Fact]
    public async Task A_good_read_afterwards_clears_it()
    {
        await using var bff = await BffHost.StartAsync();
        var login = bff.Flinks.Seed(SimulatedLogins.NoMfa with { LoginId = Guid.NewGuid(), OnCached = new("QUESTION_NOT_FOUND") { DataReadable = true, Times = 1 } });
        var stale = await bff.As("alice").ConnectAsync(login.LoginId);

        var ready = await bff.As("alice").RetrieveAsync(stale.ConnectionId);

        Assert.Equal("connect", stale.NextAction);
        Assert.Equal("none", ready.NextAction);
        Assert.Equal("active", (await bff.As("alice").ShowConnectionAsync(ready.ConnectionId)).State);
    }

    [Theory]
    [InlineData("INVALID_PASSWORD", 409, "reconnect_required", "connect", "needsUser")]
    [InlineData("QUESTION_NOT_FOUND", 409, "reconnect_required", "connect", "needsUser")]
    [InlineData("DISABLED_LOGIN", 409, "bank_action_required", "visitBank", "needsUser")]
    [InlineData("NEW_ACCOUNT", 409, "bank_action_required", "visitBank", "needsUser")]
    [InlineData("AGGREGATION_ERROR", 503, "upstream_failed", "connect", "active")]
    public async Task Without_data_behind_it_the_failure_is_the_answer(string flinksCode, int status, string code, string next, string state)
    {
        await using var bff = await BffHost.StartAsync();
        var login = bff.Flinks.Seed(SimulatedLogins.NoMfa with { LoginId = Guid.NewGuid(), OnCached = new(flinksCode) });

        var failed = await bff.As("alice").ConnectAsync(login.LoginId);
        var connection = await bff.As("alice").ShowConnectionAsync(failed.ConnectionId);

        Assert.Equal(status, failed.Status);
        Assert.Equal(code, failed.Code);
        Assert.Equal(flinksCode, failed.FlinksCode());
        Assert.Equal(next, failed.NextAction);
        Assert.Equal(state, connection.State);
        Assert.Single(bff.Details());
        Assert.Single(bff.Authorizes());
    }

    [Fact]
    public async Task A_failed_live_read_is_not_followed_by_a_data_call()
    {
        await using var bff = await BffHost.StartAsync();

        var failed = await bff.As("alice").ConnectAsync(SimulatedLogins.StaleButReadable.LoginId, new { freshness = "live" });

        Assert.Equal("reconnect_required", failed.Code);
        Assert.Empty(bff.Details());
    }

    [Theory]
    [InlineData("cached")]
    [InlineData("live")]
    public async Task A_session_that_ends_too_early_is_opened_anew_by_one_cached_Authorize(string freshness)
    {
        await using var bff = await BffHost.StartAsync();

        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.SessionExpiresOnce.LoginId, new { freshness });

        Assert.Equal(200, ready.Status);
        Assert.Equal(freshness, ready.Source());
        Assert.Equal([freshness == "cached", true], bff.Authorizes().Select(call => call.MostRecentCached));
    }

    [Fact]
    public async Task A_session_that_ends_again_fails_the_retrieval()
    {
        await using var bff = await BffHost.StartAsync();
        var login = bff.Flinks.Seed(SimulatedLogins.SessionExpiresOnce with { LoginId = Guid.NewGuid(), SessionsThatExpire = 2 });

        var failed = await bff.As("alice").ConnectAsync(login.LoginId);

        Assert.Equal(503, failed.Status);
        Assert.Equal("upstream_failed", failed.Code);
        Assert.Equal("SESSION_EXPIRED", failed.FlinksCode());
        Assert.Equal(2, bff.Authorizes().Count);
    }

    [Fact]
    public async Task A_session_that_ends_while_it_is_polled_is_opened_anew()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Flinks.Options.PollsBeforeReady = 0;
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetailAsync, Fault.Code(400, "SESSION_NONEXISTENT"));

        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
        Assert.Equal(2, bff.Authorizes().Count);
    }
}
