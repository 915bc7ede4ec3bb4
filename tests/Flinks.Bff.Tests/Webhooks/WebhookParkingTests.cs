using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Webhooks;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>A webhook may overtake the browser: nobody holds its login yet.</summary>
public sealed class WebhookParkingTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static readonly Guid Pending = SimulatedLogins.NoMfaPending.LoginId;

    [Fact]
    public async Task What_overtook_the_browser_is_there_when_it_comes()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var session = await BffSteps.StartConnectSessionAsync(bff.As("alice"));
        bff.Clock.Advance(Moment);
        await bff.ReceiveAsync(WebhookSteps.Details(Pending, bff.Clock.GetUtcNow()));
        var parked = await bff.OutcomeAsync();
        bff.Clock.Advance(TimeSpan.FromHours(2));

        var linked = await bff.As("alice").ConnectAsync(Pending, new { connectSessionId = session }, ("Prefer", "wait=25"));

        Assert.Equal(WebhookOutcome.Parked, parked);
        Assert.Equal((200, "ready", "cached"), (linked.Status, linked.State, linked.Source()));
        Assert.Equal(["From a webhook"], linked.Titles());
        Assert.Equal(linked.RetrievalId, await bff.As("alice").LastRetrievalAsync(linked.ConnectionId));
        await bff.SettleAsync();
        Assert.Equal(WebhookOutcome.Delivered, await bff.OutcomeAsync());
    }

    [Fact]
    public async Task Without_a_session_it_becomes_a_retrieval_of_its_own()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.ReceiveAsync(WebhookSteps.Details(Pending, bff.Clock.GetUtcNow()));
        bff.Clock.Advance(Moment);

        var linked = await bff.As("alice").ConnectAsync(Pending);
        await bff.SettleAsync();
        var own = await bff.As("alice").LastRetrievalAsync(linked.ConnectionId);

        Assert.Equal(202, linked.Status);
        Assert.NotEqual(linked.RetrievalId, own);
        Assert.Equal("webhook", (await bff.As("alice").ShowAsync(own!.Value)).Source());
        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
    }

    [Fact]
    public async Task The_next_round_finds_what_was_parked_while_the_login_was_being_linked()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.ReceiveAsync(WebhookSteps.Details(Pending, bff.Clock.GetUtcNow()));
        await using var another = await bff.StartAnotherAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var linked = await bff.As("alice").ConnectAsync(Pending, null, BffSteps.AtOnce);

        await another.WorkOffAsync();

        // Whichever of the two has taken it.
        await Until.TrueAsync(async () => await bff.As("alice").LastRetrievalAsync(linked.ConnectionId) is not null);
    }

    [Fact]
    public async Task After_a_day_it_is_erased()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.ReceiveAsync(WebhookSteps.Details(Pending, bff.Clock.GetUtcNow()));
        bff.Clock.Advance(TimeSpan.FromHours(24) - Moment);
        await bff.SweepAsync();
        var stillThere = Assert.Single(await bff.DeliveriesAsync());

        bff.Clock.Advance(Moment);
        await bff.SweepAsync();
        var gone = Assert.Single(await bff.DeliveriesAsync());
        var linked = await bff.As("alice").ConnectAsync(Pending);
        await bff.WorkOffAsync();

        Assert.NotEmpty(stillThere.BodySealed);
        Assert.Equal((WebhookOutcome.Unclaimed, 0), (gone.Outcome, gone.BodySealed.Length));
        Assert.Null(await bff.As("alice").LastRetrievalAsync(linked.ConnectionId));
    }

    [Fact]
    public async Task A_webhook_of_a_login_that_is_being_deleted_is_dropped()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Always(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        var answer = await bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.NoMfa.LoginId, bff.Clock.GetUtcNow()));

        Assert.Equal(200, answer.Status);
        var delivery = Assert.Single(await bff.DeliveriesAsync());
        Assert.Equal((WebhookOutcome.Dropped, 0), (delivery.Outcome, delivery.BodySealed.Length));
    }

    [Fact]
    public async Task Deleting_the_last_connection_erases_what_is_kept_of_its_webhooks()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.NoMfa.LoginId, bff.Clock.GetUtcNow(), change: body => body["ResponseType"] = "SomethingNew"));

        await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        Assert.Empty(await bff.DeliveriesAsync());
    }
}
