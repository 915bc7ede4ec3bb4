using System.Text;
using System.Text.Json;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>A bad day: a thousand webhooks, some tampered with, some repeated, none in order.</summary>
public sealed class WebhookFloodTests
{
    private const int Genuine = 400;

    private const int Repeated = 300;

    private const int Tampered = 300;

    private const int AtOnce = 16;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Guid[] Logins =
        [SimulatedLogins.NoMfa.LoginId, SimulatedLogins.NoMfaPending.LoginId, SimulatedLogins.NoTransactions.LoginId, SimulatedLogins.Big.LoginId];

    [Fact]
    public async Task Of_a_thousand_webhooks_none_that_was_tampered_with_is_accepted_and_none_is_doubled()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        foreach (var login in Logins)
        {
            await bff.As("alice").ConnectAsync(login, new { freshness = "cached" });
        }

        var random = new Random(20261120);
        var genuine = Enumerable.Range(0, Genuine).Select(number => Make(number)).ToList();
        var sent = Shuffle(
            random,
            [
                .. genuine.Select(body => (Body: body, Signature: WebhookSteps.Sign(body), IsGenuine: true)),
                .. Enumerable.Range(0, Repeated).Select(_ => genuine[random.Next(Genuine)]).Select(body => (Body: body, Signature: WebhookSteps.Sign(body), IsGenuine: true)),
                .. Enumerable.Range(0, Tampered).Select(_ => Tamper(random, genuine[random.Next(Genuine)])),
            ]);

        foreach (var together in sent.Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(together.Select((webhook, index) =>
                (index % 2 == 0 ? bff : another).PostAsync(webhook.Body, (WebhookSteps.Header, webhook.Signature))));
            Assert.Equal(together.Select(webhook => webhook.IsGenuine ? 200 : 401), answers.Select(answer => answer.Status));
        }

        await bff.SettleAsync();
        await another.SettleAsync();
        await bff.WorkOffAsync();

        var deliveries = await bff.DeliveriesAsync();
        var own = await bff.ReadAsync(db => db.Retrievals.AsNoTracking().Where(retrieval => retrieval.FromWebhook).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Genuine, deliveries.Count);
        Assert.All(deliveries, delivery => Assert.NotNull(delivery.WorkedOffAt));
        Assert.All(own, retrieval => Assert.Equal(RetrievalState.Ready, retrieval.State));
        Assert.Equal(own.Count, own.Select(retrieval => retrieval.WebhookDeliveryId).Distinct().Count());
        Assert.Equal(own.Count, deliveries.Count(delivery => delivery.Outcome is Bff.Webhooks.WebhookOutcome.Made));
        Assert.DoesNotContain(await TitlesAsync(bff), title => title.Contains("tampered", StringComparison.Ordinal));
        Assert.Equal(["Number 396", "Number 397", "Number 398", "Number 399"], (await TitlesAsync(bff)).Order());
    }

    /// <summary>Each a moment newer than the one before, so that the last of every login is the one to end with.</summary>
    private static byte[] Make(int number) => WebhookSteps.Details(Logins[number % Logins.Length], BffHost.Start + TimeSpan.FromSeconds(number + 1), title: $"Number {number}");

    private static (byte[] Body, string Signature, bool IsGenuine) Tamper(Random random, byte[] body)
    {
        var signature = WebhookSteps.Sign(body);
        return random.Next(4) switch
        {
            0 => (Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("Number", "tampered", StringComparison.Ordinal)), signature, false),
            1 => ([.. body, (byte)'\n'], signature, false),
            2 => (body, WebhookSteps.Sign(body, "not the key"), false),
            _ => (JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(body).RootElement, Indented), signature, false),
        };
    }

    private static (byte[] Body, string Signature, bool IsGenuine)[] Shuffle(Random random, (byte[] Body, string Signature, bool IsGenuine)[] webhooks)
    {
        random.Shuffle(webhooks);
        return webhooks;
    }

    private static async Task<List<string>> TitlesAsync(BffHost bff)
    {
        var titles = new List<string>();
        foreach (var connection in await bff.As("alice").ListConnectionsAsync())
        {
            var last = await bff.As("alice").LastRetrievalAsync(connection);
            titles.AddRange((await bff.As("alice").ShowAsync(last ?? Guid.Empty)).Titles());
        }

        return titles;
    }
}
