using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>An instance dies in the middle of its work; another one, or the same anew, takes it up when the lease has lapsed.</summary>
public sealed class LostWorkTests
{
    private const string Prompt = "What city were you born in?";

    [Fact]
    public async Task A_lost_cached_Authorize_is_sent_again()
    {
        await using var bff = await BffHost.StartAsync();
        var retrieval = await LoseConnectAsync(bff, SimulatedLogins.NoMfa.LoginId, "cached", FlinksEndpoint.Authorize);

        await bff.PassAsync(RetrievalSteps.LeaseLapsed);
        var ready = await bff.As("alice").ShowAsync(retrieval);

        Assert.Equal(200, ready.Status);
        Assert.Equal([true, true], bff.Authorizes().Select(call => call.MostRecentCached));
        Assert.Single(await bff.StoredResultsAsync());
    }

    [Fact]
    public async Task Nobody_touches_the_work_before_the_lease_has_lapsed()
    {
        await using var bff = await BffHost.StartAsync();
        var retrieval = await LoseConnectAsync(bff, SimulatedLogins.NoMfa.LoginId, "cached", FlinksEndpoint.Authorize);

        await bff.PassAsync(TimeSpan.FromSeconds(29));
        var pending = await bff.As("alice").ShowAsync(retrieval);

        Assert.Equal("authorizing", pending.State);
        Assert.Single(bff.Authorizes());
    }

    [Fact]
    public async Task After_a_lost_live_Authorize_that_did_not_get_through_one_cached_one_tells_so()
    {
        await using var bff = await BffHost.StartAsync();
        var retrieval = await LoseConnectAsync(bff, SimulatedLogins.NoMfa.LoginId, "live", FlinksEndpoint.Authorize);

        await bff.PassAsync(RetrievalSteps.LeaseLapsed);
        await bff.PassAsync(RetrievalSteps.LeaseLapsed);
        var failed = await bff.As("alice").ShowAsync(retrieval);

        Assert.Equal(409, failed.Status);
        Assert.Equal("interrupted", failed.Code);
        Assert.Equal("retrieve", failed.NextAction);
        Assert.Equal([false, true], bff.Authorizes().Select(call => call.MostRecentCached));
    }

    [Fact]
    public async Task After_a_lost_live_Authorize_that_got_through_one_cached_one_brings_the_data()
    {
        await using var bff = await BffHost.StartAsync();
        var live = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var data = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetail);
        await bff.PostAndHangUpAsync("alice", "/api/v1/connections", new { loginId = SimulatedLogins.NoMfa.LoginId, freshness = "live" }, live);
        bff.Clock.Advance(TimeSpan.FromMilliseconds(500));
        live.Open();
        await data.Arrived.WaitAsync(TestContext.Current.CancellationToken);
        var retrieval = await OpenAsync(bff);
        await bff.CrashAsync();

        await bff.PassAsync(RetrievalSteps.LeaseLapsed);
        var ready = await bff.As("alice").ShowAsync(retrieval);

        Assert.Equal(200, ready.Status);
        Assert.Equal("live", ready.Source());
        Assert.Equal([false, true], bff.Authorizes().Select(call => call.MostRecentCached));
    }

    [Fact]
    public async Task A_lost_live_Authorize_counts_for_the_cooldown()
    {
        await using var bff = await BffHost.StartAsync();
        await LoseConnectAsync(bff, SimulatedLogins.NoMfa.LoginId, "live", FlinksEndpoint.Authorize);
        await bff.PassAsync(RetrievalSteps.LeaseLapsed);
        var connection = (await bff.As("alice").GetAsync("/api/v1/connections")).Json[0].GetProperty("connectionId").GetGuid();

        var refused = await bff.As("alice").RefreshAsync(connection);

        Assert.Equal("refresh_too_soon", refused.Code);
        Assert.Equal("29", refused.Headers["Retry-After"]);
    }

    [Fact]
    public async Task While_the_bank_still_works_on_a_lost_live_Authorize_the_cached_one_is_repeated()
    {
        await using var bff = await BffHost.StartAsync();
        var retrieval = await LoseConnectAsync(bff, SimulatedLogins.NoMfa.LoginId, "live", FlinksEndpoint.Authorize);
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(400, "CARD_IN_USE"), times: 2);

        await bff.PassAsync(RetrievalSteps.LeaseLapsed);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        var pending = await bff.As("alice").ShowAsync(retrieval);
        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal(202, pending.Status);
        Assert.Equal("interrupted", (await bff.As("alice").ShowAsync(retrieval)).Code);
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task Lost_answers_that_did_not_get_through_are_not_sent_again()
    {
        await using var bff = await BffHost.StartAsync();
        var retrieval = await LoseAnswerAsync(bff, afterWork: false);

        await bff.PassAsync(RetrievalSteps.LeaseLapsed);
        var failed = await bff.As("alice").ShowAsync(retrieval);

        Assert.Equal("interrupted", failed.Code);
        Assert.Single(bff.Authorizes(), call => call.Authorize!.SecurityResponses is not null);
        Assert.True(bff.Authorizes()[^1].MostRecentCached);
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task Lost_answers_that_got_through_bring_the_data()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var retrieval = await LoseAnswerAsync(bff, afterWork: true);

        await bff.PassAsync(RetrievalSteps.LeaseLapsed);
        var ready = await bff.As("alice").ShowAsync(retrieval);

        Assert.Equal(200, ready.Status);
        Assert.Equal("live", ready.Source());
        Assert.Single(bff.Authorizes(), call => call.Authorize!.SecurityResponses is not null);
    }

    [Fact]
    public async Task A_collection_goes_on_after_a_restart()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        await bff.RestartAsync();
        await bff.PassAsync(RetrievalSteps.PollInterval);
        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
        Assert.Single(bff.Authorizes());
    }

    [Fact]
    public async Task A_lost_poll_is_sent_again()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetailAsync);
        var round = bff.PassAsync(RetrievalSteps.PollInterval);
        await gate.Arrived;
        await bff.CutOffAsync();
        await round;
        await bff.RestartAsync();

        await bff.PassAsync(RetrievalSteps.LeaseLapsed);
        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
        Assert.Single(bff.Details());
    }

    [Fact]
    public async Task Work_that_was_lost_for_longer_than_it_may_take_is_given_up()
    {
        await using var bff = await BffHost.StartAsync();
        var retrieval = await LoseConnectAsync(bff, SimulatedLogins.NoMfa.LoginId, "cached", FlinksEndpoint.Authorize);

        await bff.PassAsync(RetrievalSteps.PollTimeout);

        Assert.Equal("retrieval_expired", (await bff.As("alice").ShowAsync(retrieval)).Code);
        Assert.Single(bff.Authorizes());
    }

    [Fact]
    public async Task A_busy_retrieval_goes_on_after_a_restart()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var busy = await bff.As("alice").ConnectAsync(SimulatedLogins.CardInUse.LoginId, new { freshness = "live" });

        await bff.RestartAsync();
        await bff.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("busy", busy.State);
        Assert.Equal(200, (await bff.As("alice").ShowAsync(busy.RetrievalId)).Status);
    }

    [Fact]
    public async Task A_challenge_stays_open_after_a_restart()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();

        await bff.RestartAsync();
        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId);
        var ready = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");

        Assert.Equal(203, shown.Status);
        Assert.Equal(asked.Json.GetProperty("securityChallenges").GetRawText(), shown.Json.GetProperty("securityChallenges").GetRawText());
        Assert.Equal(200, ready.Status);
    }

    [Fact]
    public async Task Another_instance_takes_up_what_one_has_left()
    {
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        await bff.PostAndHangUpAsync("alice", "/api/v1/connections", new { loginId = SimulatedLogins.NoMfa.LoginId }, gate);
        var retrieval = await OpenAsync(bff);
        await bff.CutOffAsync();

        await another.PassAsync(RetrievalSteps.LeaseLapsed);

        Assert.Equal(200, (await another.As("alice").ShowAsync(retrieval)).Status);
        Assert.Equal(200, (await bff.As("alice").ShowAsync(retrieval)).Status);
    }

    [Fact]
    public async Task An_instance_at_work_keeps_its_lease_for_as_long_as_the_call_takes()
    {
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        await bff.PostAndHangUpAsync("alice", "/api/v1/connections", new { loginId = SimulatedLogins.NoMfa.LoginId, freshness = "live" }, gate);
        var retrieval = await OpenAsync(bff);
        for (var renewals = 0; renewals < 5; renewals++)
        {
            var until = (await bff.OnlyRetrievalAsync()).LeasedUntil;
            bff.Clock.Advance(TimeSpan.FromSeconds(10));
            await bff.UntilRenewedAsync(until);
            await another.RunDueAsync();
        }

        gate.Open();
        await bff.RunDueAsync();

        Assert.Single(bff.Authorizes());
        Assert.Equal(200, (await another.As("alice").ShowAsync(retrieval)).Status);
    }

    private static async Task<Guid> LoseConnectAsync(BffHost bff, Guid loginId, string freshness, FlinksEndpoint during)
    {
        using var gate = bff.Flinks.Faults.Hold(during);
        await bff.PostAndHangUpAsync("alice", "/api/v1/connections", new { loginId, freshness }, gate);
        var told = await bff.As("alice").PostAsync("/api/v1/connections", new { loginId, freshness }, BffSteps.AtOnce);
        await bff.CrashAsync();
        return told.RetrievalId;
    }

    private static async Task<Guid> LoseAnswerAsync(BffHost bff, bool afterWork)
    {
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(TimeSpan.FromMinutes(1));
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize, afterWork: afterWork);
        var answers = new Dictionary<string, string[]> { [Prompt] = ["Montreal"] };
        await bff.PostAndHangUpAsync("alice", $"/api/v1/retrievals/{asked.RetrievalId}/mfa-answers", new { answers }, gate);
        await bff.CrashAsync();
        return asked.RetrievalId;
    }

    private static async Task<Guid> OpenAsync(BffHost bff) =>
        (await bff.As("alice").GetAsync("/api/v1/connections")).Json[0].GetProperty("openRetrievalId").GetGuid();
}
