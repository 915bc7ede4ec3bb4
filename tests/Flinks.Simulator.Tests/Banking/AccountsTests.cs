using System.Globalization;
using System.Text.Json;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Banking;

public sealed class AccountsTests : SimulatorTest
{
    [Fact]
    public async Task Data_have_the_shape_of_Flinks()
    {
        var reply = await DetailAsync(SimulatedLogins.NoMfa);

        Assert.Equal(200, reply.Status);
        Sample.AssertSameShape("accounts-detail-200", reply.Body);
        Assert.Equal("00099", reply.Accounts[0].GetProperty("TransitNumber").GetString());
    }

    [Fact]
    public async Task A_summary_has_the_shape_of_Flinks_and_leaves_the_session_open_for_the_detail()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        var summary = await Caller.SummaryAsync(new { session.RequestId });

        Sample.AssertSameShape("accounts-summary-200", summary.Body, "Tag");
        Assert.Equal(200, (await Caller.DetailAsync(session.RequestId)).Status);
    }

    [Fact]
    public async Task A_summary_can_leave_out_the_type()
    {
        Flinks.Options.OmitTypeFromSummary = true;
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        var summary = await Caller.SummaryAsync(new { session.RequestId });

        Assert.False(summary.Accounts[0].TryGetProperty("Type", out _));
    }

    [Fact]
    public async Task Data_come_after_two_202s()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfaPending);

        var replies = new[]
        {
            await Caller.DetailAsync(session.RequestId),
            await Caller.PollDetailAsync(session.RequestId),
            await Caller.PollDetailAsync(session.RequestId),
        };

        Assert.Equal([202, 202, 200], replies.Select(reply => reply.Status));
        Sample.AssertSameShape("accounts-detail-202", replies[0].Body);
        Assert.Contains("{Endpoint}Async", replies[0].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_is_polled_at_an_address_of_its_own()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfaPending);

        Assert.Equal(202, (await Caller.SummaryAsync(new { session.RequestId })).Status);
        Assert.Equal(202, (await Caller.PollSummaryAsync(session.RequestId)).Status);
        Assert.Equal(200, (await Caller.PollSummaryAsync(session.RequestId)).Status);
    }

    [Fact]
    public async Task Links_can_be_expanded()
    {
        Flinks.Options.ExpandLinks = true;
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfaPending);

        var reply = await Caller.DetailAsync(session.RequestId);

        Assert.Contains($"/GetAccountsDetailAsync/{session.RequestId}", reply.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collecting_can_take_time_which_a_post_can_wait_out()
    {
        Flinks.Options.ReadyAfter = TimeSpan.FromSeconds(60);
        Flinks.Options.SynchronousWait = TimeSpan.FromSeconds(210);
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        var asking = Caller.DetailAsync(session.RequestId);
        await Simulator.Clock.TimerSetAsync().WaitAsync(RunningSimulator.Cancelled);
        Simulator.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(200, (await asking).Status);
    }

    [Fact]
    public async Task The_poll_answers_with_the_options_of_the_post()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfaPending);
        await Caller.DetailAsync(new { session.RequestId, WithTransactions = false, WithKYC = false, WithAccountIdentity = false, WithBalance = false });

        await Caller.PollDetailAsync(session.RequestId);
        var reply = await Caller.PollDetailAsync(session.RequestId);

        Sample.AssertSameShape("accounts-detail-200-options-off", reply.Body);
        var account = reply.Accounts[0];
        Assert.Equal(0, account.GetProperty("Transactions").GetArrayLength());
        Assert.All(
            new[] { account.GetProperty("Holder"), account.GetProperty("AccountNumber"), account.GetProperty("Balance").GetProperty("Current") },
            value => Assert.Equal(JsonValueKind.Null, value.ValueKind));
    }

    [Fact]
    public async Task A_poll_without_a_post_answers_with_the_defaults()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        Assert.Equal(200, (await Caller.PollDetailAsync(session.RequestId)).Status);
    }

    [Fact]
    public async Task Only_the_accounts_asked_for_are_sent()
    {
        var all = await DetailAsync(SimulatedLogins.NoMfa);
        var wanted = all.Accounts[1].GetProperty("Id").GetGuid();

        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);
        var some = await Caller.DetailAsync(new { session.RequestId, AccountsFilter = new[] { wanted } });

        Assert.Equal(wanted, Assert.Single(some.Accounts).GetProperty("Id").GetGuid());
    }

    [Theory]
    [InlineData("Days90", 90)]
    [InlineData("Days365", 365)]
    public async Task Transactions_go_back_as_far_as_asked(string daysOfTransactions, int days)
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        var reply = await Caller.DetailAsync(new { session.RequestId, DaysOfTransactions = daysOfTransactions });

        var today = DateOnly.FromDateTime(Simulator.Clock.GetUtcNow().UtcDateTime);
        var oldest = reply.Accounts.SelectMany(Dates).Min();
        Assert.InRange(today.DayNumber - oldest.DayNumber, days - 31, days);
        Assert.True(reply.Accounts.SelectMany(Dates).Max() <= today);
    }

    [Fact]
    public async Task An_unknown_depth_is_refused()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        Assert.Equal("INVALID_REQUEST", (await Caller.DetailAsync(new { session.RequestId, DaysOfTransactions = "Days7" })).Code);
    }

    [Fact]
    public async Task Running_balances_add_up_to_the_balance()
    {
        var reply = await DetailAsync(SimulatedLogins.NoMfa);

        var chequing = reply.Accounts[0];
        var expected = chequing.GetProperty("Balance").GetProperty("Current").GetDecimal();
        foreach (var row in chequing.GetProperty("Transactions").EnumerateArray())
        {
            Assert.Equal(expected, row.GetProperty("Balance").GetDecimal());
            expected += Amount(row, "Debit") - Amount(row, "Credit");
        }
    }

    [Fact]
    public async Task Yesterdays_rows_are_the_same_tomorrow()
    {
        var before = Rows(await DetailAsync(SimulatedLogins.NoMfa));

        Simulator.Clock.Advance(TimeSpan.FromDays(40));

        var after = Rows(await DetailAsync(SimulatedLogins.NoMfa));
        var shared = before.Keys.Intersect(after.Keys).ToList();
        Assert.True(shared.Count > 15);
        Assert.All(shared, id => Assert.Equal(before[id], after[id]));
    }

    [Fact]
    public async Task The_data_endpoints_want_the_api_key()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/v3/{Flinks.Options.CustomerId}/BankingServices/GetAccountsDetailAsync/{Guid.NewGuid()}");

        var reply = await Caller.SendAsync(request);

        Assert.Equal(401, reply.Status);
        Sample.AssertSameShape("error-401-unauthorized-data-endpoint", reply.Body);
    }

    [Fact]
    public async Task An_unknown_session_has_no_data()
    {
        var reply = await Caller.DetailAsync(Guid.NewGuid());

        Assert.Equal(400, reply.Status);
        Sample.AssertSameShape("error-400-session-nonexistent", reply.Body);
    }

    [Fact]
    public async Task An_open_session_that_is_not_used_ends_after_eight_minutes()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        Simulator.Clock.Advance(TimeSpan.FromMinutes(8));

        Assert.Equal("SESSION_EXPIRED", (await Caller.DetailAsync(session.RequestId)).Code);
    }

    [Fact]
    public async Task Polls_every_30_seconds_do_not_end_a_session_before_half_an_hour()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NeverReady);
        await Caller.DetailAsync(session.RequestId);

        for (var poll = 1; poll < 60; poll++)
        {
            Simulator.Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(202, (await Caller.PollDetailAsync(session.RequestId)).Status);
        }

        Simulator.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("SESSION_EXPIRED", (await Caller.PollDetailAsync(session.RequestId)).Code);
    }

    [Fact]
    public async Task Collected_data_may_be_read_again_unless_the_detail_ends_the_session()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);
        await Caller.DetailAsync(session.RequestId);
        Assert.Equal(200, (await Caller.DetailAsync(session.RequestId)).Status);

        Flinks.Options.DetailEndsSession = true;
        await Caller.DetailAsync(session.RequestId);

        Assert.Equal("SESSION_NONEXISTENT", (await Caller.DetailAsync(session.RequestId)).Code);
    }

    [Fact]
    public async Task A_deleted_login_is_gone_with_its_sessions()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        var deleted = await Caller.DeleteAsync(SimulatedLogins.NoMfa.LoginId);
        var again = await Caller.DeleteAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal(200, deleted.Status);
        Sample.AssertSameShape("delete-card-200", deleted.Body);
        Assert.Equal(400, again.Status);
        Sample.AssertSameShape("delete-card-400", again.Body);
        Assert.Equal("SESSION_NONEXISTENT", (await Caller.DetailAsync(session.RequestId)).Code);
        Assert.Equal("INVALID_LOGIN", (await Caller.CachedAsync(SimulatedLogins.NoMfa)).Code);
    }

    private async Task<FlinksReply> DetailAsync(LoginScenario login) => await Caller.CollectAsync((await Caller.CachedAsync(login)).RequestId);

    private static IEnumerable<DateOnly> Dates(JsonElement account) => account.GetProperty("Transactions").EnumerateArray()
        .Select(row => DateOnly.ParseExact(row.GetProperty("Date").GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static Dictionary<Guid, string> Rows(FlinksReply reply) => reply.Accounts
        .SelectMany(account => account.GetProperty("Transactions").EnumerateArray())
        .ToDictionary(row => row.GetProperty("Id").GetGuid(), row => row.GetRawText());

    private static decimal Amount(JsonElement row, string member) =>
        row.GetProperty(member) is { ValueKind: JsonValueKind.Number } amount ? amount.GetDecimal() : 0;
}
