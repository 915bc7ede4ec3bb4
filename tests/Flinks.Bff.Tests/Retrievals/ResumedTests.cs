using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>The person came back from the widget.</summary>
public sealed class ResumedTests
{
    [Fact]
    public async Task Who_answered_in_the_widget_gets_the_data()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(TimeSpan.FromMinutes(1));
        await bff.AnswerInWidgetAsync(asked);

        var ready = await bff.As("alice").ResumedAsync(asked.RetrievalId);
        var connection = await bff.As("alice").ShowConnectionAsync(asked.ConnectionId);

        Assert.Equal(200, ready.Status);
        Assert.Equal("live", ready.Source());
        Assert.Equal(asked.RetrievalId, ready.RetrievalId);
        Assert.Equal("2026-03-02T14:01:00Z", ready.Json.GetProperty("lastRefreshedAt").GetString());
        Assert.Equal("active", connection.State);
        Assert.Single(bff.Lives());
        Assert.True(bff.Authorizes()[^1].MostRecentCached);
    }

    [Fact]
    public async Task Who_answered_in_the_widget_may_have_to_wait_for_the_data()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.AnswerInWidgetAsync(asked);

        var pending = await bff.As("alice").ResumedAsync(asked.RetrievalId);

        Assert.Equal(202, pending.Status);
        Assert.Equal("collecting", pending.State);
    }

    [Fact]
    public async Task Who_has_not_answered_yet_is_asked_again_while_the_window_is_open()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(TimeSpan.FromMinutes(5));

        var again = await bff.As("alice").ResumedAsync(asked.RetrievalId);

        Assert.Equal(203, again.Status);
        Assert.Equal("OPEN", again.NextMethod);
        Assert.Equal(asked.ResumeRequestId(), again.ResumeRequestId());
        Assert.Equal("needsUser", (await bff.As("alice").ShowConnectionAsync(asked.ConnectionId)).State);
        Assert.Equal(2, bff.Authorizes().Count);
        Assert.Empty(bff.Details());
    }

    [Fact]
    public async Task Who_has_not_answered_in_time_is_told_so()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.PassAsync(RetrievalSteps.ResumeWindow);

        var refused = await bff.As("alice").ResumedAsync(asked.RetrievalId);
        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId);

        Assert.Equal(409, refused.Status);
        Assert.Equal("resume_window_closed", refused.Code);
        Assert.Equal("retrieve", refused.NextAction);
        Assert.Equal("retrieval_expired", shown.Code);
        Assert.Equal(2, bff.Authorizes().Count);
    }

    [Fact]
    public async Task Who_answered_in_time_may_come_back_late()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(TimeSpan.FromMinutes(7));
        await bff.AnswerInWidgetAsync(asked);
        await bff.PassAsync(TimeSpan.FromMinutes(1) + RetrievalSteps.PollTimeout - TimeSpan.FromSeconds(1));

        var ready = await bff.As("alice").ResumedAsync(asked.RetrievalId);

        Assert.Equal(200, ready.Status);
        Assert.Equal(asked.RetrievalId, ready.RetrievalId);
    }

    [Fact]
    public async Task Who_comes_back_late_has_the_whole_time_of_a_collection()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.AnswerInWidgetAsync(asked);
        await bff.PassAsync(TimeSpan.FromMinutes(20));

        var pending = await bff.As("alice").ResumedAsync(asked.RetrievalId);

        Assert.Equal(202, pending.Status);
        Assert.Equal(BffHost.Start + TimeSpan.FromMinutes(20) + RetrievalSteps.PollTimeout, pending.Json.GetProperty("expiresAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_collection_that_ran_out_of_time_can_be_taken_up_again()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId, new { freshness = "live" });
        await bff.PassAsync(RetrievalSteps.PollTimeout);

        var again = await bff.As("alice").ResumedAsync(pending.RetrievalId);

        Assert.Equal(202, again.Status);
        Assert.Equal("collecting", again.State);
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task Who_comes_back_too_late_hears_that_it_is_over()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.AnswerInWidgetAsync(asked);
        var sent = bff.Authorizes().Count;
        await bff.PassAsync(RetrievalSteps.ResumeWindow);
        bff.Clock.Advance(RetrievalSteps.PollTimeout);

        var refused = await bff.As("alice").ResumedAsync(asked.RetrievalId);

        Assert.Equal(410, refused.Status);
        Assert.Equal("retrieval_expired", refused.Code);
        Assert.Equal(sent, bff.Authorizes().Count);
    }

    [Fact]
    public async Task A_retrieval_that_waits_for_nothing_answers_like_a_GET()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);
        var failed = await bff.As("alice").ConnectAsync(SimulatedLogins.BankDown.LoginId);
        var sent = bff.Authorizes().Count;

        Assert.Equal(200, (await bff.As("alice").ResumedAsync(ready.RetrievalId)).Status);
        Assert.Equal(202, (await bff.As("alice").ResumedAsync(pending.RetrievalId)).Status);
        Assert.Equal(409, (await bff.As("alice").ResumedAsync(failed.RetrievalId)).Status);
        Assert.Equal(sent, bff.Authorizes().Count);
    }

    [Fact]
    public async Task While_another_retrieval_is_open_it_answers_like_a_GET()
    {
        await using var bff = await BffHost.StartAsync();
        var expired = await bff.As("alice").MeetChallengeAsync();
        await bff.PassAsync(RetrievalSteps.ResumeWindow);
        await bff.As("alice").MeetChallengeAsync();
        var sent = bff.Authorizes().Count;

        var refused = await bff.As("alice").ResumedAsync(expired.RetrievalId);

        Assert.Equal(410, refused.Status);
        Assert.Equal("retrieval_expired", refused.Code);
        Assert.Equal(sent, bff.Authorizes().Count);
    }

    [Fact]
    public async Task Passing_trouble_leaves_an_open_challenge_open()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.AnswerInWidgetAsync(asked);
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Html(502));

        var refused = await bff.As("alice").ResumedAsync(asked.RetrievalId);
        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId);
        var ready = await bff.As("alice").ResumedAsync(asked.RetrievalId);

        Assert.Equal(503, refused.Status);
        Assert.Equal("upstream_unavailable", refused.Code);
        Assert.Equal(203, shown.Status);
        Assert.Equal(200, ready.Status);
    }

    [Fact]
    public async Task Passing_trouble_leaves_an_expired_retrieval_expired()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.AnswerInWidgetAsync(asked);
        await bff.PassAsync(RetrievalSteps.ResumeWindow);
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Html(502));

        var refused = await bff.As("alice").ResumedAsync(asked.RetrievalId);
        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId);
        var ready = await bff.As("alice").ResumedAsync(asked.RetrievalId);

        Assert.Equal(503, refused.Status);
        Assert.Equal("retrieval_expired", shown.Code);
        Assert.Equal(200, ready.Status);
    }

    [Fact]
    public async Task A_login_without_a_known_last_refresh_is_given_the_benefit_of_the_doubt()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, new Fault.Answer(200, Sample.Text("authorize-200-not-saved")));
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, new Fault.Answer(200, Sample.Text("accounts-detail-200")));

        var ready = await bff.As("alice").ResumedAsync(asked.RetrievalId);

        Assert.Equal(200, ready.Status);
    }
}
