using System.Text.Json;
using Flinks.Bff.Tests.Audit;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Webhooks;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>Operators see what came and what became of it, and can have it worked off again.</summary>
public sealed class WebhookInboxTests
{
    private const string Address = "/api/v1/admin/webhooks";

    private static readonly byte[] Strange = "{\"ResponseType\":\"SomethingNew\",\"Note\":\"canary\"}"u8.ToArray();

    [Fact]
    public async Task The_list_tells_all_that_is_known_and_nothing_of_what_they_say()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.ReceiveAsync(Strange);
        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        await bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.NoMfa.LoginId, bff.Clock.GetUtcNow()));

        var list = await bff.Operator().GetAsync(Address);

        var webhooks = list.Json.GetProperty("webhooks").EnumerateArray().ToList();
        Assert.Equal((200, JsonValueKind.Null), (list.Status, list.Json.GetProperty("next").ValueKind));
        Assert.Equal(["parked", "unknown"], webhooks.Select(webhook => webhook.Text("outcome")));
        Assert.Equal(["deliveryId", "receivedAt", "type", "outcome", "workedOffAt", "attempts", "heldUntil"], webhooks[0].Members());
        Assert.All(["canary", "SomethingNew", "Avery", $"{SimulatedLogins.NoMfa.LoginId}"], word => Assert.DoesNotContain(word, list.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Single(await bff.ReadTrailAsync("action=webhooksRead"));
    }

    [Fact]
    public async Task Pages_follow_on_one_another_without_a_gap_or_a_repeat()
    {
        await using var bff = await WebhookSteps.StartAsync();
        foreach (var number in Enumerable.Range(0, 9))
        {
            await bff.ReceiveAsync([.. Strange, .. new string(' ', number).Select(blank => (byte)blank)]);
            bff.Clock.Advance(TimeSpan.FromSeconds(number % 3));
        }

        var ids = new List<Guid>();
        for (string? next = ""; next is not null;)
        {
            var page = (await bff.Operator().GetAsync($"{Address}?outcome=unknown&limit=2{next}")).Json;
            ids.AddRange(page.GetProperty("webhooks").EnumerateArray().Select(webhook => webhook.GetProperty("deliveryId").GetGuid()));
            next = page.GetProperty("next").GetString() is { } cursor ? $"&after={cursor}" : null;
        }

        Assert.Equal((9, 9), (ids.Count, ids.Distinct().Count()));
    }

    [Theory]
    [InlineData("outcome=unheardOf", "outcome")]
    [InlineData("after=x", "after")]
    [InlineData("limit=0", "limit")]
    public async Task A_parameter_that_makes_no_sense_is_400_and_named(string query, string member)
    {
        await using var bff = await WebhookSteps.StartAsync();

        var refused = await bff.Operator().GetAsync($"{Address}?{query}");

        Assert.Equal((400, "validation_failed"), (refused.Status, refused.Code));
        Assert.Equal([member], refused.InvalidMembers());
    }

    [Fact]
    public async Task One_that_is_still_held_is_worked_off_again()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.ReceiveAsync(Strange);
        var id = (await bff.DeliveriesAsync()).Single().Id;
        bff.Clock.Advance(TimeSpan.FromHours(1));

        var answer = await bff.Operator().PostAsync($"{Address}/{id}/replay");
        await bff.SettleAsync();

        var delivery = Assert.Single(await bff.DeliveriesAsync());
        Assert.Equal((202, id), (answer.Status, answer.Json.GetProperty("deliveryId").GetGuid()));
        Assert.Equal((WebhookOutcome.Unknown, bff.Clock.GetUtcNow()), (delivery.Outcome, delivery.WorkedOffAt));
        Assert.Equal(id, Assert.Single(await bff.ReadTrailAsync("action=webhookReplayed")) is { } entry && entry.Text("actorKind") == "operator" ? id : default);
    }

    [Fact]
    public async Task One_whose_body_is_erased_cannot_be()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Clock.Advance(TimeSpan.FromMinutes(1));
        await bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.NoMfa.LoginId, bff.Clock.GetUtcNow()));
        var id = (await bff.DeliveriesAsync()).Single().Id;

        var refused = await bff.Operator().PostAsync($"{Address}/{id}/replay");
        var unknown = await bff.Operator().PostAsync($"{Address}/{Guid.NewGuid()}/replay");

        Assert.Equal((410, "result_erased", "none"), (refused.Status, refused.Code, refused.NextAction));
        Assert.Equal((404, "not_found"), (unknown.Status, unknown.Code));
        Assert.Empty(await bff.ReadTrailAsync("action=webhookReplayed"));
    }
}
