using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Tests.Audit;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Bff.Webhooks;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Connections;

/// <summary>A deletion goes on to its end whatever comes in between, and nothing of what was deleted comes back.</summary>
public sealed class DeletionSagaTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Theory]
    [InlineData(FlinksEndpoint.Authorize, "live")]
    [InlineData(FlinksEndpoint.Authorize, "cached")]
    [InlineData(FlinksEndpoint.GetAccountsDetail, "live")]
    [InlineData(FlinksEndpoint.GetAccountsDetail, "cached")]
    public async Task What_a_retrieval_under_way_brings_later_is_dropped(FlinksEndpoint endpoint, string freshness)
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var linked = await bff.As("alice").ConnectAsync(Login);
        using var gate = bff.Flinks.Faults.Hold(endpoint);
        var pending = await bff.As("alice").RetrieveAsync(linked.ConnectionId, new { freshness }, BffSteps.AtOnce);
        await gate.Arrived;

        var deleted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");
        gate.Open();
        await bff.SettleAsync();

        Assert.Equal((202, 204), (pending.Status, deleted.Status));
        await AssertErasedAsync(bff);
        Assert.Equal(404, (await bff.As("alice").GetAsync($"/api/v1/retrievals/{pending.RetrievalId}")).Status);
    }

    [Fact]
    public async Task What_a_poll_under_way_brings_later_is_dropped()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetailAsync);
        bff.Clock.Advance(TimeSpan.FromSeconds(30));
        await bff.TakeUpDueAsync();
        await gate.Arrived;

        await bff.As("alice").DeleteAsync($"/api/v1/connections/{pending.ConnectionId}");
        gate.Open();
        await bff.SettleAsync();

        await AssertErasedAsync(bff);
    }

    [Fact]
    public async Task Answers_to_the_bank_that_are_on_their_way_bring_nothing_back()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var answering = bff.As("alice").AnswerAsync(asked.RetrievalId, "What city were you born in?", "Montreal");
        await gate.Arrived;

        await bff.As("alice").DeleteAsync($"/api/v1/connections/{asked.ConnectionId}");
        gate.Open();
        await bff.SettleAsync();
        bff.Clock.Advance(TimeSpan.FromMinutes(1));
        var answered = await answering;

        Assert.True(answered.Status is 202 or 404 or 410, answered.Text);
        await AssertErasedAsync(bff);
    }

    [Fact]
    public async Task Retrievals_of_a_deleted_connection_are_never_taken_up_again()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:TokenPool"] = "0");
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{pending.ConnectionId}");
        bff.Flinks.Calls.Clear();

        await bff.PassAsync(TimeSpan.FromMinutes(5));
        await bff.SweepAsync();

        Assert.Empty(bff.Flinks.Calls.All);
    }

    [Fact]
    public async Task A_crash_after_Flinks_deleted_and_before_that_was_written_ends_well()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.DeleteCard, afterWork: true);
        var deleting = bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");
        await gate.Arrived;
        var gone = bff.Flinks.FindLogin(Login) is null;
        await bff.CutOffAsync();
        var accepted = await deleting;
        gate.Open();
        await bff.RestartAsync();

        await bff.PassToDeletionsAsync(TimeSpan.FromMinutes(5));
        var receipt = await bff.As("alice").GetAsync(accepted.NextUrl!);

        Assert.True(gone);
        Assert.Equal((202, 200, "done"), (accepted.Status, receipt.Status, receipt.State));
        Assert.Equal(["connectionLinked", "deletionAsked", "deletionConfirmed", "connectionErased"], await bff.StoryOfAsync(linked.ConnectionId));
        var kept = await bff.ReadAsync(db => db.Deletions.SingleAsync());
        Assert.Equal((null, null), (kept.LoginHash, kept.LoginSealed));
    }

    [Fact]
    public async Task Of_two_who_delete_at_once_one_does()
    {
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var address = $"/api/v1/connections/{linked.ConnectionId}";

        var answers = await Task.WhenAll(bff.As("alice").DeleteAsync(address), another.As("alice").DeleteAsync(address));

        Assert.Equal([204, 404], answers.Select(answer => answer.Status).Order());
        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.DeleteCard));
        Assert.Equal(1, await bff.ReadAsync(db => db.Deletions.CountAsync()));
        Assert.Single(await bff.ReadTrailAsync("action=deletionAsked"));
    }

    [Fact]
    public async Task Of_two_owners_who_leave_at_once_the_last_has_Flinks_delete_the_login()
    {
        await using var bff = await BffHost.StartAsync();
        var alices = await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync(new { });
        await bff.SignInAtBankAsync(Login);
        var bobs = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });
        await using var another = await bff.StartAnotherAsync();

        var answers = await Task.WhenAll(
            bff.As("alice").DeleteAsync($"/api/v1/connections/{alices.ConnectionId}"), another.As("bob").DeleteAsync($"/api/v1/connections/{bobs.ConnectionId}"));

        Assert.All(answers, answer => Assert.Equal(204, answer.Status));
        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.DeleteCard));
        Assert.Null(bff.Flinks.FindLogin(Login));
    }

    [Fact]
    public async Task A_webhook_that_comes_after_the_deletion_is_taken_and_dropped()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var refreshed = bff.Clock.GetUtcNow();
        bff.Clock.Advance(TimeSpan.FromMinutes(1));
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        var data = await bff.ReceiveAsync(WebhookSteps.Details(Login, refreshed));
        var failure = await bff.ReceiveAsync(WebhookSteps.Failure(Login, Guid.NewGuid(), "INVALID_PASSWORD"));

        Assert.Equal((200, 200), (data.Status, failure.Status));
        Assert.All(await bff.DeliveriesAsync(), delivery => Assert.Equal((WebhookOutcome.Dropped, 0), (delivery.Outcome, delivery.BodySealed.Length)));
        await AssertErasedAsync(bff);
    }

    [Fact]
    public async Task Where_an_owner_stays_the_webhook_is_theirs()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var alices = await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync(new { });
        await bff.SignInAtBankAsync(Login);
        var bobs = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{alices.ConnectionId}");
        bff.Clock.Advance(TimeSpan.FromMinutes(1));

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));

        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
        Assert.True(await bff.ReadAsync(db => db.Retrievals.AllAsync(retrieval => retrieval.ConnectionId == new ConnectionId(bobs.ConnectionId))));
    }

    [Fact]
    public async Task What_the_bank_gave_after_the_deletion_waits_for_whoever_connected_anew()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");
        bff.Flinks.Seed(SimulatedLogins.NoMfa);
        bff.Clock.Advance(TimeSpan.FromMinutes(1));

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        var parked = await bff.OutcomeAsync();
        var again = await bff.As("alice").ConnectAsync(Login);
        await bff.WorkOffAsync();

        Assert.Equal(WebhookOutcome.Parked, parked);
        Assert.True(again.Status is 200 or 202, again.Text);
        Assert.Contains(await bff.OutcomeAsync(), new WebhookOutcome?[] { WebhookOutcome.Delivered, WebhookOutcome.Made, WebhookOutcome.Repeated, WebhookOutcome.Outdated });
    }

    [Fact]
    public async Task A_day_after_Flinks_agreed_nothing_of_the_login_is_left()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");
        bff.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        await bff.SweepAsync();
        var still = await bff.ReadAsync(db => db.Deletions.SingleAsync());
        bff.Clock.Advance(TimeSpan.FromTicks(1));
        await bff.SweepAsync();

        var kept = await bff.ReadAsync(db => db.Deletions.SingleAsync());

        Assert.NotNull(still.PastLoginHash);
        Assert.Equal((null, null, null, null), (kept.LoginHash, kept.LoginSealed, kept.PastLoginHash, kept.ForgetsAt));
    }

    private static async Task AssertErasedAsync(BffHost bff)
    {
        Assert.False(await bff.ReadAsync(db => db.Connections.AnyAsync()));
        Assert.False(await bff.ReadAsync(db => db.Retrievals.AnyAsync()));
        Assert.False(await bff.ReadAsync(db => db.Results.AnyAsync()));
        Assert.NotNull((await bff.ReadAsync(db => db.Deletions.SingleAsync())).ErasedAt);
    }
}
