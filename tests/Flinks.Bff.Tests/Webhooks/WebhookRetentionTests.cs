using Flinks.Bff.Webhooks;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>What is kept of a webhook, and for how long.</summary>
public sealed class WebhookRetentionTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task The_body_is_erased_as_soon_as_its_data_stand_where_they_belong()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.As("alice").ConnectAsync(Login);

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));

        var delivery = Assert.Single(await bff.DeliveriesAsync());
        Assert.Equal((0, WebhookOutcome.Made), (delivery.BodySealed.Length, delivery.Outcome));
        Assert.NotEmpty(delivery.BodyHash);
    }

    [Fact]
    public async Task A_repeat_within_the_tries_of_Flinks_changes_nothing()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var body = WebhookSteps.Details(Login, bff.Clock.GetUtcNow());
        await bff.ReceiveAsync(body);
        var first = await bff.As("alice").LastRetrievalAsync(linked.ConnectionId);
        for (var tries = 1; tries < 10; tries++)
        {
            bff.Clock.Advance(TimeSpan.FromMinutes(30));
            await bff.SweepAsync();

            Assert.Equal(200, (await bff.ReceiveAsync(body)).Status);
        }

        Assert.Equal(first, await bff.As("alice").LastRetrievalAsync(linked.ConnectionId));
        Assert.Single(await bff.DeliveriesAsync());
    }

    [Fact]
    public async Task What_nobody_understands_is_kept_sealed_for_a_day()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.ReceiveAsync("{\"ResponseType\":\"SomethingNew\"}"u8.ToArray());
        var kept = Assert.Single(await bff.DeliveriesAsync()).BodySealed.Length;
        bff.Clock.Advance(TimeSpan.FromHours(24));

        await bff.SweepAsync();

        Assert.True(kept > 0);
        Assert.Empty(Assert.Single(await bff.DeliveriesAsync()).BodySealed);
    }

    [Fact]
    public async Task After_two_days_it_is_forgotten()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        bff.Clock.Advance(TimeSpan.FromDays(2));
        await bff.SweepAsync();
        var remembered = await bff.DeliveriesAsync();
        bff.Clock.Advance(TimeSpan.FromSeconds(1));

        await bff.SweepAsync();

        Assert.Single(remembered);
        Assert.Empty(await bff.DeliveriesAsync());
    }
}
