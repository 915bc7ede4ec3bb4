using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.Summaries;

/// <summary>A connection's accounts without transactions: from Flinks' store, never from the bank.</summary>
public sealed class AccountsSummaryTests
{
    [Fact]
    public async Task The_accounts_come_without_their_transactions_and_the_bank_is_not_asked()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Calls.Clear();

        var summary = await bff.As("alice").SummarizeAsync(connected.ConnectionId);

        Assert.Equal((200, "ready", "cached", "none"), (summary.Status, summary.State, summary.Source(), summary.NextAction));
        Assert.Equal(
            ["connectionId", "state", "source", "asOf", "lastRefreshedAt", "institution", "accounts", "nextAction"], summary.Json.Members());
        var accounts = summary.Json.GetProperty("accounts").EnumerateArray().ToList();
        Assert.Equal(connected.Json.GetProperty("accounts").GetArrayLength(), accounts.Count);
        Assert.All(accounts, account => Assert.Equal(0, account.GetProperty("transactions").GetArrayLength()));
        Assert.True(Assert.Single(bff.Authorizes()).MostRecentCached);
        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.GetAccountsSummary));
        Assert.Empty(bff.Details());
    }

    [Fact]
    public async Task What_takes_longer_than_a_call_is_found_by_asking_again()
    {
        await using var bff = (await WatchedClock.StartHostAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Flinks.Options.PollsBeforeReady = 2;
        bff.Flinks.Calls.Clear();

        var pausing = WatchedClock.Of(bff).NextWaitAsync(RetrievalSteps.PollInterval);
        var first = await bff.As("alice").SummarizeAsync(connected.ConnectionId, BffSteps.AtOnce);
        await pausing;
        var second = await bff.As("alice").SummarizeAsync(connected.ConnectionId, BffSteps.AtOnce);
        pausing = WatchedClock.Of(bff).NextWaitAsync(RetrievalSteps.PollInterval);
        bff.Clock.Advance(RetrievalSteps.PollInterval);
        await pausing;
        bff.Clock.Advance(RetrievalSteps.PollInterval);
        await bff.SettleAsync();
        var last = await bff.As("alice").SummarizeAsync(connected.ConnectionId);

        Assert.Equal((202, "poll", $"/api/v1/connections/{connected.ConnectionId}/accounts-summary"), (first.Status, first.NextAction, first.NextUrl));
        Assert.Equal($"{first.NextAfter()}", first.Headers["Retry-After"]);
        Assert.Equal((202, "collecting", 10), (second.Status, second.State, second.NextAfter()));
        Assert.Equal(["connectionId", "state", "nextAction"], first.Json.Members());
        Assert.Equal(200, last.Status);
        Assert.Single(bff.Authorizes());
    }

    [Fact]
    public async Task An_open_retrieval_is_waited_for()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var refreshing = bff.As("alice").RefreshAsync(connected.ConnectionId);
        await gate.Arrived;

        var meanwhile = await bff.As("alice").SummarizeAsync(connected.ConnectionId, BffSteps.AtOnce);
        gate.Open();
        await refreshing;
        var afterwards = await bff.As("alice").SummarizeAsync(connected.ConnectionId);

        Assert.Equal((202, "authorizing", "poll"), (meanwhile.Status, meanwhile.State, meanwhile.NextAction));
        Assert.Equal(200, afterwards.Status);
    }

    [Fact]
    public async Task While_the_bank_asks_the_person_the_next_step_is_theirs()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var summary = await bff.As("alice").SummarizeAsync(asked.ConnectionId);

        Assert.Equal((202, "mfaRequired", "resume", $"/api/v1/retrievals/{asked.RetrievalId}/resume-url"), (summary.Status, summary.State, summary.NextAction, summary.NextUrl));
        Assert.False(summary.Headers.ContainsKey("Retry-After"));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_Flinks_refuses_is_a_problem_with_a_next_step(LoginScenario login, int status, string code, string next)
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(login.LoginId);

        var summary = await bff.As("alice").SummarizeAsync(connected.ConnectionId);

        Assert.Equal((status, code, next), (summary.Status, summary.Code, summary.NextAction));
        Assert.Equal(connected.ConnectionId, summary.ConnectionId);
    }

    public static TheoryData<LoginScenario, int, string, string> Failures => new()
    {
        { SimulatedLogins.WrongPassword, 409, "reconnect_required", "connect" },
        { SimulatedLogins.DisabledLogin, 409, "bank_action_required", "visitBank" },
        { SimulatedLogins.BankDown, 503, "institution_unavailable", "wait" },
    };

    [Fact]
    public async Task Accounts_of_a_login_that_no_longer_works_come_with_the_advice_to_connect_again()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.StaleButReadable.LoginId);

        var summary = await bff.As("alice").SummarizeAsync(connected.ConnectionId);

        Assert.Equal((200, "connect", "/api/v1/connect-sessions"), (summary.Status, summary.NextAction, summary.NextUrl));
    }

    [Fact]
    public async Task Somebody_elses_connection_is_not_found()
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var foreign = await bff.As("mallory").SummarizeAsync(connected.ConnectionId);
        var unknown = await bff.As("mallory").SummarizeAsync(Guid.NewGuid());

        Assert.Equal((404, "not_found"), (foreign.Status, foreign.Code));
        Assert.Equal((404, "not_found"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task Callers_share_one_reading()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Calls.Clear();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsSummary);

        var first = await bff.As("alice").SummarizeAsync(connected.ConnectionId, BffSteps.AtOnce);
        await gate.Arrived;
        var second = await bff.As("alice").SummarizeAsync(connected.ConnectionId, BffSteps.AtOnce);
        gate.Open();
        var third = await bff.As("alice").SummarizeAsync(connected.ConnectionId);

        Assert.Equal((202, 202, "collecting", 200), (first.Status, second.Status, second.State, third.Status));
        Assert.Single(bff.Authorizes());
    }
}

internal static class SummarySteps
{
    public static Task<BffAnswer> SummarizeAsync(this BffClient client, Guid connectionId, params (string Name, string Value)[] headers) =>
        client.GetAsync($"/api/v1/connections/{connectionId}/accounts-summary", headers);
}
