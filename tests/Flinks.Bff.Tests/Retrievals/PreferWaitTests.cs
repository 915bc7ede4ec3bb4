using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary><c>Prefer: wait=N</c> holds a call that would answer 202 until there is something better.</summary>
public sealed class PreferWaitTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task A_POST_waits_for_the_data()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var waiting = WatchedClock.Of(bff).NextWaitAsync(TimeSpan.FromSeconds(22));
        var posting = bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId, null, ("Prefer", "wait=22"));
        await waiting;
        await bff.RunDueAsync();

        await bff.PassAsync(RetrievalSteps.PollInterval);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        var ready = await posting;

        Assert.Equal(200, ready.Status);
        Assert.Equal("wait=22", ready.Headers["Preference-Applied"]);
        Assert.Empty(await bff.StoredResultsAsync());
    }

    [Fact]
    public async Task A_GET_waits_for_the_data()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        var waiting = WatchedClock.Of(bff).NextWaitAsync(TimeSpan.FromSeconds(22));
        var getting = bff.As("alice").ShowAsync(pending.RetrievalId, ("Prefer", "respond-async, wait=22"));
        await waiting;

        await bff.PassAsync(RetrievalSteps.PollInterval);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        var ready = await getting;

        Assert.Equal(200, ready.Status);
        Assert.Equal("wait=22", ready.Headers["Preference-Applied"]);
    }

    [Fact]
    public async Task A_GET_whose_time_is_up_says_where_things_stand()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        var waiting = WatchedClock.Of(bff).NextWaitAsync(TimeSpan.FromSeconds(5));
        var getting = bff.As("alice").ShowAsync(pending.RetrievalId, ("Prefer", "wait=5"));
        await waiting;

        bff.Clock.Advance(TimeSpan.FromSeconds(5));
        var shown = await getting;

        Assert.Equal(202, shown.Status);
        Assert.Equal("wait=5", shown.Headers["Preference-Applied"]);
        Assert.Equal(5, shown.NextAfter());
    }

    [Theory]
    [InlineData("wait=600")]
    [InlineData("wait=2147483647")]
    [InlineData("wait=99999999999999999999")]
    public async Task The_wait_is_capped(string preference)
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);
        var waiting = WatchedClock.Of(bff).NextWaitAsync(MaxWait);
        var getting = bff.As("alice").ShowAsync(pending.RetrievalId, ("Prefer", preference));
        await waiting;

        bff.Clock.Advance(MaxWait);
        var shown = await getting;

        Assert.Equal(202, shown.Status);
        Assert.Equal("wait=25", shown.Headers["Preference-Applied"]);
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("wait=")]
    [InlineData("wait=soon")]
    [InlineData("wait=-1")]
    [InlineData("wait=1.5")]
    [InlineData("respond-async")]
    public async Task A_preference_that_cannot_be_read_is_ignored(string preference)
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId, null, ("Prefer", preference));

        var shown = await bff.As("alice").ShowAsync(pending.RetrievalId, ("Prefer", preference));

        Assert.Equal(202, pending.Status);
        Assert.Equal(202, shown.Status);
        Assert.DoesNotContain("Preference-Applied", pending.Headers.Keys);
        Assert.DoesNotContain("Preference-Applied", shown.Headers.Keys);
    }

    [Fact]
    public async Task What_is_there_already_is_not_waited_for()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId, ("Prefer", "wait=20"));

        Assert.Equal(203, shown.Status);
        Assert.Equal("wait=20", shown.Headers["Preference-Applied"]);
    }

    [Fact]
    public async Task A_wait_ends_when_the_retrieval_is_given_up()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);
        var waiting = WatchedClock.Of(bff).NextWaitAsync(TimeSpan.FromSeconds(20));
        var getting = bff.As("alice").ShowAsync(pending.RetrievalId, ("Prefer", "wait=20"));
        await waiting;

        await bff.As("alice").GiveUpAsync(pending.RetrievalId);

        Assert.Equal("superseded", (await getting).Code);
    }

    [Fact]
    public async Task A_return_that_has_nothing_to_go_on_with_waits_like_a_GET()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        var waiting = WatchedClock.Of(bff).NextWaitAsync(TimeSpan.FromSeconds(22));
        var returning = bff.As("alice").ResumedAsync(pending.RetrievalId, ("Prefer", "wait=22"));
        await waiting;

        await bff.PassAsync(RetrievalSteps.PollInterval);
        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal(200, (await returning).Status);
    }
}
