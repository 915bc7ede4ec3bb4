using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Webhooks;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>Several instances, some of which die: every webhook is worked off, and none with effect twice.</summary>
public sealed class WebhookLeaseTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_was_left_behind_is_taken_up_in_the_next_round()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        await StoreAsync(bff, 1);

        await bff.WorkOffAsync();

        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
        Assert.NotEqual(linked.RetrievalId, await bff.As("alice").LastRetrievalAsync(linked.ConnectionId));
    }

    [Fact]
    public async Task One_that_a_dead_instance_held_is_taken_up_when_its_lease_lapses()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var id = Assert.Single(await StoreAsync(bff, 1));
        var held = await Store(bff).TakeAsync(id, Guid.NewGuid(), bff.Clock.GetUtcNow(), bff.Clock.GetUtcNow() + Lease, Token);

        await bff.WorkOffAsync();
        var before = await bff.OutcomeAsync();
        bff.Clock.Advance(Lease);
        await using var another = await bff.StartAnotherAsync();
        await another.WorkOffAsync();

        Assert.NotNull(held);
        Assert.Null(before);
        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
        Assert.Equal(1, await OwnAsync(bff));
    }

    [Fact]
    public async Task An_instance_that_comes_back_after_its_lease_does_nothing_twice()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var id = Assert.Single(await StoreAsync(bff, 1));
        var lease = Guid.NewGuid();
        var held = await Store(bff).TakeAsync(id, lease, bff.Clock.GetUtcNow(), bff.Clock.GetUtcNow() + Lease, Token);
        bff.Clock.Advance(Lease);
        await bff.WorkOffAsync();
        var once = await bff.As("alice").LastRetrievalAsync(linked.ConnectionId);

        var settlement = await bff.Services.GetRequiredService<WebhookDispatch>().DispatchAsync(held!, Token);
        var settled = await Store(bff).SettleAsync(id, lease, settlement, Token);

        Assert.Equal((WebhookOutcome.Repeated, false), (settlement.Outcome, settled));
        Assert.Equal(once, await bff.As("alice").LastRetrievalAsync(linked.ConnectionId));
        Assert.Equal(1, await OwnAsync(bff));
    }

    [Fact]
    public async Task Of_many_who_claim_one_at_once_one_gets_it()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var id = Assert.Single(await StoreAsync(bff, 1));

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Store(bff).TakeAsync(id, Guid.NewGuid(), bff.Clock.GetUtcNow(), bff.Clock.GetUtcNow() + Lease, Token))));

        Assert.Single(taken, delivery => delivery is not null);
    }

    [Fact]
    public async Task Rounds_of_several_instances_at_once_do_everything_once()
    {
        const int Webhooks = 24;
        await using var bff = await WebhookSteps.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        await StoreAsync(bff, Webhooks);
        await using var second = await bff.StartAnotherAsync();
        await using var third = await bff.StartAnotherAsync();

        await Task.WhenAll(bff.WorkOffAsync(), second.WorkOffAsync(), third.WorkOffAsync());

        var deliveries = await bff.DeliveriesAsync();
        Assert.All(deliveries, delivery => Assert.True(delivery is { Outcome: WebhookOutcome.Made or WebhookOutcome.Outdated, WorkedOffAt: not null, LeaseId: null }));
        Assert.Equal(deliveries.Count(delivery => delivery.Outcome == WebhookOutcome.Made), await OwnAsync(bff));
    }

    [Fact]
    public async Task The_same_webhook_given_to_a_connection_by_two_at_once_has_one_effect()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var id = Assert.Single(await StoreAsync(bff, 1));
        var delivery = await bff.ReadAsync(db => db.WebhookDeliveries.AsNoTracking().SingleAsync(row => row.Id == id, Token));
        await using var another = await bff.StartAnotherAsync();

        var settlements = await Task.WhenAll(((BffHost[])[bff, another, bff, another]).Select(host => Task.Run(
            () => host.Services.GetRequiredService<WebhookDispatch>().DispatchAsync(delivery, Token))));

        Assert.Equal(
            [WebhookOutcome.Made, WebhookOutcome.Repeated, WebhookOutcome.Repeated, WebhookOutcome.Repeated],
            settlements.Select(settlement => settlement.Outcome).Order());
        Assert.Equal(1, await OwnAsync(bff));
    }

    [Fact]
    public async Task One_that_never_succeeds_is_abandoned_and_kept_for_a_day()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var id = Assert.Single(await StoreAsync(bff, 1));
        for (var tries = 0; tries < 10; tries++)
        {
            await Store(bff).TakeAsync(id, Guid.NewGuid(), bff.Clock.GetUtcNow(), bff.Clock.GetUtcNow() + Lease, Token);
            bff.Clock.Advance(Lease);
        }

        await bff.WorkOffAsync();
        var abandoned = Assert.Single(await bff.DeliveriesAsync());
        bff.Clock.Advance(TimeSpan.FromHours(24));
        await bff.SweepAsync();

        Assert.Equal(WebhookOutcome.Abandoned, abandoned.Outcome);
        Assert.NotEmpty(abandoned.BodySealed);
        Assert.Empty(Assert.Single(await bff.DeliveriesAsync()).BodySealed);
    }

    [Fact]
    public async Task A_round_that_meets_trouble_ends_and_leaves_the_rest_to_the_next()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        await StoreAsync(bff, 2);
        await using (var db = bff.Database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("DROP TABLE \"Retrievals\"", Token);
        }

        await bff.WorkOffAsync();

        Assert.Equal(2, bff.Logs.Lines.Count(line => line.Text.Contains("it is taken up again when its lease lapses", StringComparison.Ordinal)));
        Assert.All(await bff.DeliveriesAsync(), delivery => Assert.Equal((bff.Clock.GetUtcNow() + Lease, 1, null), (delivery.NextStepAt, delivery.Attempts, delivery.WorkedOffAt)));
    }

    [Fact]
    public async Task One_whose_seal_does_not_open_keeps_nobody_waiting()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await Store(bff).AddAsync(Delivery(bff, [1, 2, 3], 99), Token);

        await bff.WorkOffAsync();

        Assert.Equal(WebhookOutcome.Abandoned, await bff.OutcomeAsync());
    }

    private static WebhookStore Store(BffHost bff) => bff.Services.GetRequiredService<WebhookStore>();

    private static Task<int> OwnAsync(BffHost bff) => bff.ReadAsync(db => db.Retrievals.CountAsync(retrieval => retrieval.FromWebhook, Token));

    /// <summary>Webhooks whose instance died before it worked them off.</summary>
    private static async Task<List<Guid>> StoreAsync(BffHost bff, int count)
    {
        var ids = new List<Guid>();
        for (var number = 0; number < count; number++)
        {
            var body = WebhookSteps.Details(Login, bff.Clock.GetUtcNow() + TimeSpan.FromTicks(number), title: $"Number {number}");
            var delivery = Delivery(bff, bff.Services.GetRequiredService<Sealer>().SealDelivery(body), number);
            Assert.True(await Store(bff).AddAsync(delivery, Token));
            ids.Add(delivery.Id);
        }

        return ids;
    }

    private static WebhookDelivery Delivery(BffHost bff, byte[] bodySealed, int number) => new()
    {
        Id = Guid.CreateVersion7(bff.Clock.GetUtcNow()),
        BodyHash = System.Security.Cryptography.SHA256.HashData([(byte)number]),
        BodySealed = bodySealed,
        ReceivedAt = bff.Clock.GetUtcNow(),
        NextStepAt = bff.Clock.GetUtcNow(),
    };
}
