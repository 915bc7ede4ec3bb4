using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>What Flinks is sent.</summary>
public sealed class AskedOfFlinksTests
{
    [Fact]
    public async Task Every_Authorize_has_a_token_of_its_own()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.As("alice").RetrieveAsync(first.ConnectionId);
        await bff.As("alice").RefreshAsync(first.ConnectionId);
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoTransactions.LoginId);

        var tokens = bff.Authorizes().Select(call => call.AuthKey).ToList();

        Assert.Equal(4, tokens.Count);
        Assert.Equal(tokens, tokens.Distinct());
        Assert.All(bff.Authorizes(), call => Assert.Equal(200, call.Status));
    }

    [Theory]
    [InlineData("cached", true)]
    [InlineData("live", false)]
    public async Task Authorize_names_the_login_saves_it_and_says_whether_stored_data_will_do(string freshness, bool mostRecentCached)
    {
        await using var bff = await BffHost.StartAsync();

        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness });

        var sent = Assert.Single(bff.Authorizes());
        Assert.Equal(SimulatedLogins.NoMfa.LoginId, sent.Authorize!.LoginId);
        Assert.True(sent.Authorize.Save);
        Assert.Equal(mostRecentCached, sent.Authorize.MostRecentCached);
        Assert.Null(sent.Authorize.RequestId);
    }

    [Fact]
    public async Task The_data_of_the_session_are_asked_for_with_default_options()
    {
        await using var bff = await BffHost.StartAsync();

        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var sent = Assert.Single(bff.Details()).Detail!;
        Assert.NotEqual(Guid.Empty, sent.RequestId);
        Assert.True(sent.WithTransactions);
        Assert.True(sent.WithAccountIdentity);
        Assert.True(sent.WithKYC);
        Assert.True(sent.WithBalance);
        Assert.Equal("Days90", sent.DaysOfTransactions);
        Assert.Null(sent.AccountsFilter);
    }

    [Fact]
    public async Task The_data_are_asked_for_with_the_callers_options()
    {
        await using var bff = await BffHost.StartAsync();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ConnectionId;
        var account = Guid.NewGuid();

        await bff.As("alice").RetrieveAsync(connection, new
        {
            options = new { withTransactions = false, withAccountIdentity = false, withKyc = false, withBalance = false, daysOfTransactions = 365, accountIds = new[] { account } },
        });

        var sent = bff.Details()[^1].Detail!;
        Assert.False(sent.WithTransactions);
        Assert.False(sent.WithAccountIdentity);
        Assert.False(sent.WithKYC);
        Assert.False(sent.WithBalance);
        Assert.Equal("Days365", sent.DaysOfTransactions);
        Assert.Equal([account], sent.AccountsFilter);
    }

    [Fact]
    public async Task Data_that_are_not_ready_are_asked_for_again_every_poll_interval()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:PollInterval"] = "00:00:20");
        await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);

        await bff.PassAsync(TimeSpan.FromSeconds(19));
        var before = bff.Polls().Count;
        await bff.PassAsync(TimeSpan.FromSeconds(1));
        var after = bff.Polls().Count;
        await bff.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, before);
        Assert.Equal(1, after);
        Assert.Equal(2, bff.Polls().Count);
        Assert.Single(bff.Details());
        Assert.All(bff.Polls(), poll => Assert.Equal(bff.Details()[0].RequestId, poll.RequestId));
    }

    [Fact]
    public async Task Polling_ends_after_the_poll_timeout()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);

        await bff.PassAsync(RetrievalSteps.PollTimeout - TimeSpan.FromSeconds(1));
        var before = await bff.As("alice").ShowAsync(pending.RetrievalId);
        await bff.PassAsync(TimeSpan.FromSeconds(1));
        var after = await bff.As("alice").ShowAsync(pending.RetrievalId);
        var asked = bff.Polls().Count;
        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal("collecting", before.State);
        Assert.Equal(410, after.Status);
        Assert.Equal("retrieval_expired", after.Code);
        Assert.Equal("retrieve", after.NextAction);
        Assert.Equal($"/api/v1/connections/{pending.ConnectionId}/retrievals", after.NextUrl);
        Assert.Equal(asked, bff.Polls().Count);
    }

    [Theory]
    [InlineData(500, "SOMETHING_ELSE")]
    [InlineData(401, "TOO_MANY_REQUESTS")]
    [InlineData(429, "TOO_MANY_REQUESTS")]
    public async Task Trouble_while_polling_does_not_end_it(int status, string flinksCode)
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Flinks.Options.PollsBeforeReady = 0;
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetailAsync, Fault.Code(status, flinksCode));

        await bff.PassAsync(RetrievalSteps.PollInterval);
        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
    }

    [Fact]
    public async Task A_Flinks_that_throttles_us_is_left_alone_for_as_long_as_it_asks()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetailAsync, FlinksRefusal.Of(429, "TOO_MANY_REQUESTS", session: false, retryAfter: 45));

        await bff.PassAsync(RetrievalSteps.PollInterval);
        var throttled = await bff.As("alice").ShowAsync(pending.RetrievalId);
        await bff.PassAsync(TimeSpan.FromSeconds(44));
        var polls = bff.Polls().Count;
        await bff.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal((202, 45), (throttled.Status, throttled.NextAfter()));
        Assert.Equal((1, 2), (polls, bff.Polls().Count));
    }

    [Fact]
    public async Task Each_time_in_a_row_that_Flinks_throttles_us_it_is_left_alone_for_longer()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Options.PollsBeforeReady = 20;
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetailAsync, Fault.Code(401, "TOO_MANY_REQUESTS"), times: 5);

        var pauses = new List<int?>();
        for (var pause = RetrievalSteps.PollInterval; pauses.Count < 6; pause = TimeSpan.FromSeconds(pauses[^1]!.Value))
        {
            await bff.PassAsync(pause);
            pauses.Add((await bff.As("alice").ShowAsync(pending.RetrievalId)).NextAfter());
        }

        Assert.Equal([10, 20, 40, 80, 80, 10], pauses);
    }

    [Fact]
    public async Task An_aggregation_error_while_polling_ends_it()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetailAsync, Fault.Code(500, "AGGREGATION_ERROR"));

        await bff.PassAsync(RetrievalSteps.PollInterval);
        var failed = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal(409, failed.Status);
        Assert.Equal("upstream_failed", failed.Code);
        Assert.Equal("AGGREGATION_ERROR", failed.FlinksCode());
    }

    [Fact]
    public async Task A_cached_Authorize_that_goes_to_the_background_is_sent_again()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();

        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.DispatchedOnce.LoginId);
        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal(202, pending.Status);
        Assert.Equal("authorizing", pending.State);
        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
    }

    [Fact]
    public async Task A_live_Authorize_that_goes_to_the_background_is_followed_by_cached_ones()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();

        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.DispatchedOnce.LoginId, new { freshness = "live" });
        await bff.PassAsync(RetrievalSteps.PollInterval);
        var ready = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal(202, pending.Status);
        Assert.Equal("live", ready.Source());
        Assert.Single(bff.Lives());
    }
}
