using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>From end to end: Flinks collects in its background and sends what it got.</summary>
public sealed class SimulatedWebhookTests
{
    private static readonly TimeSpan Collected = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Data_that_take_time_come_by_webhook_long_before_the_first_poll()
    {
        await using var bff = await StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        await PassAsync(bff, Collected);
        var ready = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal((202, 200), (pending.Status, ready.Status));
        Assert.Empty(bff.Polls());
        Assert.Equal([200], bff.Flinks.Webhooks.All.Select(sent => sent.Status ?? 0));
    }

    [Fact]
    public async Task A_live_read_whose_person_answered_in_the_widget_is_ready_before_they_are_back()
    {
        await using var bff = await StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(TimeSpan.FromSeconds(20));
        await bff.AnswerInWidgetAsync(asked);
        var resumed = await bff.As("alice").ResumedAsync(asked.RetrievalId);

        await PassAsync(bff, Collected);
        var ready = await bff.As("alice").ShowAsync(asked.RetrievalId);

        Assert.Equal((202, 200, "live"), (resumed.Status, ready.Status, ready.Source()));
        Assert.Empty(bff.Polls());
    }

    [Fact]
    public async Task What_was_not_taken_comes_again()
    {
        await using var bff = await StartAsync(settings => settings["Webhooks:MaxBodyBytes"] = "10");
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        await PassAsync(bff, Collected);
        await PassAsync(bff, TimeSpan.FromMinutes(30));

        Assert.Equal(202, pending.Status);
        Assert.Equal([413, 413], bff.Flinks.Webhooks.All.Select(sent => sent.Status ?? 0));
    }

    private static async Task<BffHost> StartAsync(Action<Dictionary<string, string?>>? settings = null)
    {
        var bff = await WebhookSteps.StartAsync(all =>
        {
            all["Flinks:Delivery"] = "Webhook";
            settings?.Invoke(all);
        });
        bff.Flinks.Options.WebhookUrl = $"https://bff.example.test{WebhookSteps.Address}";
        bff.Flinks.Options.WebhookKey = WebhookSteps.Key;
        return bff;
    }

    private static async Task PassAsync(BffHost bff, TimeSpan time)
    {
        bff.Clock.Advance(time);
        await bff.Flinks.Webhooks.WhenSentAsync();
        await bff.SettleAsync();
    }
}
