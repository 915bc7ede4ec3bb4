using Flinks.Bff.Tests.Attributes;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.NightlyRefresh;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Tests.Statements;
using Flinks.Bff.Timeline;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using static Flinks.Bff.Tests.Timeline.TimelineSteps;

namespace Flinks.Bff.Tests.Timeline;

/// <summary>What Flinks is asked for a connection without a retrieval stands in its timeline too.</summary>
public sealed class CallJournalTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task Every_call_to_Flinks_is_told_whatever_it_was_made_for()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var alice = bff.As("alice");
        var linked = await alice.ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromSeconds(1));

        await alice.GetAsync(SummaryOf(linked));
        await bff.SettleAsync();
        var list = await alice.StatementsAsync(linked.ConnectionId);
        await bff.SettleAsync();
        await alice.StatementAsync(linked.ConnectionId, list.StatementId(0));
        await bff.SettleAsync();
        await alice.ComputeAsync(linked.ConnectionId, new { attributes = new[] { "balance_min" } });
        await bff.SettleAsync();
        await alice.SetNightlyAsync(linked.ConnectionId, true);
        await bff.SettleAsync();

        var timeline = await TimelineAsync(bff, linked.ConnectionId);
        Assert.Equal(
            [
                "call Authorize", "call GetAccountsSummary", "call Authorize", "call GetStatements", "call GetStatements",
                "call Authorize", "call GetAccountsDetail", "call Attributes", "call SetScheduledRefresh",
            ],
            Entries(timeline)[4..]);
        Assert.Equal(
            ["authorized", "collected", "authorized", "statementsListed", "statementOpened", "authorized", "collected", "analysed", "scheduled"],
            Enumerable.Range(4, 9).Select(at => timeline.Json.GetProperty("entries")[at].GetProperty("detail").GetProperty("outcome").GetString()));
        Assert.Equal("{\"outcome\":\"authorized\",\"milliseconds\":0}", Detail(timeline, 4));
    }

    [Fact]
    public async Task Polls_that_find_nothing_new_are_one_entry()
    {
        await using var bff = (await WatchedClock.StartHostAsync()).WithDataAtOnce();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Flinks.Options.PollsBeforeReady = 3;

        var pausing = WatchedClock.Of(bff).NextWaitAsync(RetrievalSteps.PollInterval);
        await bff.As("alice").GetAsync(SummaryOf(linked), BffSteps.AtOnce);
        for (var poll = 0; poll < 3; poll++)
        {
            await pausing;
            pausing = WatchedClock.Of(bff).NextWaitAsync(RetrievalSteps.PollInterval);
            bff.Clock.Advance(RetrievalSteps.PollInterval);
        }

        await bff.SettleAsync();
        var timeline = await TimelineAsync(bff, linked.ConnectionId);
        Assert.Equal(["call Authorize", "call GetAccountsSummary", "call GetAccountsSummaryAsync", "call GetAccountsSummaryAsync"], Entries(timeline)[^4..]);
        Assert.Equal(
            ["{\"outcome\":\"pending\",\"milliseconds\":0,\"times\":2}", "{\"outcome\":\"collected\",\"milliseconds\":0}"],
            [Detail(timeline, -2), Detail(timeline, -1)]);
    }

    [Fact]
    public async Task A_refusal_is_told_in_Flinks_words()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsSummary, Fault.Code(500, "AGGREGATION_ERROR"));

        await bff.As("alice").GetAsync(SummaryOf(linked));
        await bff.SettleAsync();

        Assert.Equal("{\"outcome\":\"failed\",\"flinksCode\":\"AGGREGATION_ERROR\",\"milliseconds\":0}", Detail(await TimelineAsync(bff, linked.ConnectionId), -1));
    }

    [Fact]
    public async Task What_cannot_be_written_keeps_nobody_from_their_data()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var linked = await bff.As("alice").ConnectAsync(Login);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsSummary);
        var reading = bff.As("alice").GetAsync(SummaryOf(linked));
        await gate.Arrived;
        await bff.ReadAsync(db => db.Database.ExecuteSqlRawAsync(bff.Database.BreakingSql, TestContext.Current.CancellationToken));

        gate.Open();
        var summary = await reading;
        await bff.SettleAsync();

        Assert.Equal(200, summary.Status);
        var line = Assert.Single(bff.Logs.Lines, line => line.Category == typeof(CallJournal).FullName);
        Assert.Equal((LogLevel.Warning, true), (line.Level, line.Text.StartsWith($"The timeline of connection {linked.ConnectionId} lacks 2 entries", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_asked_is_erased_with_its_connection_and_nothing_is_written_after_it()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var linked = await bff.As("alice").ConnectAsync(Login);
        await bff.As("alice").GetAsync(SummaryOf(linked));
        await bff.SettleAsync();
        var before = await CountAsync(bff);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsSummary);
        await bff.As("alice").GetAsync(SummaryOf(linked), BffSteps.AtOnce);
        await gate.Arrived;

        await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");
        var erased = await CountAsync(bff);
        gate.Open();
        await bff.SettleAsync();

        Assert.Equal((2, 0, 0), (before, erased, await CountAsync(bff)));
    }

    [Fact]
    public async Task After_thirty_days_it_is_erased()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var linked = await bff.As("alice").ConnectAsync(Login);
        await bff.As("alice").GetAsync(SummaryOf(linked));
        await bff.SettleAsync();
        bff.Clock.Advance(TimeSpan.FromDays(1));
        await bff.As("alice").GetAsync(SummaryOf(linked));
        await bff.SettleAsync();

        bff.Clock.Advance(TimeSpan.FromDays(29));
        await bff.SweepAsync();
        var inTime = await CountAsync(bff);
        bff.Clock.Advance(TimeSpan.FromTicks(10));
        await bff.SweepAsync();

        Assert.Equal((4, 2), (inTime, await CountAsync(bff)));
    }

    private static string SummaryOf(BffAnswer linked) => $"/api/v1/connections/{linked.ConnectionId}/accounts-summary";

    private static Task<int> CountAsync(BffHost bff) => bff.ReadAsync(db => db.TimelineEntries.CountAsync());
}
