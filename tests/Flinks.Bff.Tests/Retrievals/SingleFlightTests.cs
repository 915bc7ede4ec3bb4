using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>A connection has at most one open retrieval.</summary>
public sealed class SingleFlightTests
{
    private const int Callers = 20;

    [Fact]
    public async Task Simultaneous_POSTs_of_a_new_login_make_one_Authorize_and_get_the_same_retrieval()
    {
        await using var bff = await BffHost.StartAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize, times: Callers);
        var posting = Enumerable.Range(0, Callers).Select(_ => bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ToList();
        await gate.Arrived;

        gate.Open();
        var answers = await Task.WhenAll(posting);

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(answers.Select(answer => answer.RetrievalId).Distinct());
        Assert.True(Assert.Single(bff.Authorizes()).MostRecentCached);
    }

    [Theory]
    [InlineData("cached")]
    [InlineData("live")]
    public async Task Simultaneous_retrievals_are_one(string freshness)
    {
        await using var bff = await BffHost.StartAsync();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId)).ConnectionId;
        await bff.PassAsync(RetrievalSteps.PollTimeout);

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => bff.As("alice").RetrieveAsync(connection, new { freshness })));

        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        Assert.Single(answers.Select(answer => answer.RetrievalId).Distinct());
        Assert.Equal(2, bff.Authorizes().Count);
    }

    [Fact]
    public async Task Simultaneous_live_reads_that_end_at_once_go_to_the_bank_once()
    {
        await using var bff = await BffHost.StartAsync();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ConnectionId;

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => bff.As("alice").RefreshAsync(connection)));

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 429, answer.Text));
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task Simultaneous_live_reads_that_meet_a_challenge_are_one()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId)).ConnectionId;

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => bff.As("alice").RefreshAsync(connection)));

        Assert.All(answers, answer => Assert.Equal(203, answer.Status));
        Assert.Single(answers.Select(answer => answer.RetrievalId).Distinct());
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task Who_joins_gets_the_retrieval_as_it_was_asked_for()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ConnectionId;
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var first = bff.As("alice").RetrieveAsync(connection, new { freshness = "cached" });
        await gate.Arrived;
        var joined = WatchedClock.Of(bff).NextWaitAsync(TimeSpan.FromSeconds(20));
        var second = bff.As("alice").RetrieveAsync(connection, new { freshness = "live", options = new { withTransactions = false } }, ("Prefer", "wait=20"));
        await joined;

        gate.Open();

        Assert.Equal("cached", (await first).Source());
        Assert.Equal("cached", (await second).Source());
        Assert.Equal((await first).RetrievalId, (await second).RetrievalId);
        Assert.Empty(bff.Lives());
    }

    [Theory]
    [InlineData("cached")]
    [InlineData("live")]
    public async Task Simultaneous_retrievals_at_two_instances_are_one(string freshness)
    {
        Assert.SkipWhen(TestedProvider.Current == DatabaseProvider.Sqlite, "One instance has a SQLite file to itself.");
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ConnectionId;
        bff.Flinks.Calls.Clear();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize, times: Callers);

        var told = await Task.WhenAll(Enumerable.Range(0, Callers).Select(
            number => (number % 2 == 0 ? bff : another).As("alice").RetrieveAsync(connection, new { freshness }, BffSteps.AtOnce)));
        gate.Open();
        await bff.SettleAsync();
        await another.SettleAsync();

        Assert.All(told, answer => Assert.Equal(202, answer.Status));
        Assert.Single(told.Select(answer => answer.RetrievalId).Distinct());
        Assert.Single(bff.Authorizes());
    }

    [Fact]
    public async Task Callers_at_two_instances_who_wait_for_one_retrieval_all_get_its_data()
    {
        Assert.SkipWhen(TestedProvider.Current == DatabaseProvider.Sqlite, "One instance has a SQLite file to itself.");
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ConnectionId;
        bff.Flinks.Calls.Clear();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var here = bff.As("alice").RetrieveAsync(connection, new { freshness = "cached" });
        await gate.Arrived;
        var there = another.As("alice").RetrieveAsync(connection, new { freshness = "cached" });
        await Until.TrueAsync(() => bff.ReadAsync(db => db.Retrievals.AnyAsync(row => row.WantedElsewhere, TestContext.Current.CancellationToken)));

        gate.Open();
        await bff.SettleAsync();
        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        var answers = await Task.WhenAll(here, there);

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(answers[0].RetrievalId, answers[1].RetrievalId);
        Assert.Single(bff.Authorizes());
    }

    [Fact]
    public async Task Two_instances_have_one_open_retrieval_between_them()
    {
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);

        var second = await another.As("alice").RetrieveAsync(first.ConnectionId);

        Assert.Equal(202, second.Status);
        Assert.Equal(first.RetrievalId, second.RetrievalId);
        Assert.Single(bff.Authorizes());
    }
}
