using System.Diagnostics.Metrics;
using Flinks.Bff.Tests.Hosting;
using Flinks.Client.Tests;
using Flinks.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Webhooks;

public sealed class WebhookMetricsTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task What_comes_in_is_counted_by_what_it_was_answered()
    {
        await using var bff = await WebhookSteps.StartAsync(settings => settings["Webhooks:MaxBodyBytes"] = "2000");
        using var measured = Measure(bff);
        var body = WebhookSteps.Details(Login, null);

        await bff.ReceiveAsync(body);
        await bff.ReceiveAsync(body);
        await bff.PostAsync(body);
        await bff.PostAsync(body, (WebhookSteps.Header, "nonsense"));
        await bff.PostAsync(new byte[3000]);

        Assert.Equal(
            ["stored", "repeated", "unsigned", "refused", "too_large"],
            measured.Tags("flinks_bff.webhook.received").Select(tags => tags.Replace("flinks_bff.webhook.verdict=", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_worked_off_is_counted_by_what_became_of_it()
    {
        await using var bff = await WebhookSteps.StartAsync();
        using var measured = Measure(bff);
        await bff.As("alice").ConnectAsync(Login);

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        await bff.ReceiveAsync(WebhookSteps.Details(Login, BffHost.Start - TimeSpan.FromDays(1)));
        await bff.ReceiveAsync(WebhookSteps.Details(Login, null, change: body => body["ResponseType"] = "KYC"));
        await bff.ReceiveAsync(WebhookSteps.Details(Login, null, change: body => body["ResponseType"] = $"Odd {Guid.NewGuid()}"));
        await bff.ReceiveAsync(WebhookSteps.Details(Guid.NewGuid(), null));
        bff.Clock.Advance(TimeSpan.FromHours(24));
        await bff.SweepAsync();

        Assert.Equal(
            [
                "1 flinks_bff.webhook.outcome=made flinks_bff.webhook.type=GetAccountsDetail",
                "1 flinks_bff.webhook.outcome=outdated flinks_bff.webhook.type=GetAccountsDetail",
                "1 flinks_bff.webhook.outcome=passed flinks_bff.webhook.type=KYC",
                "1 flinks_bff.webhook.outcome=unknown flinks_bff.webhook.type=other",
                "1 flinks_bff.webhook.outcome=parked flinks_bff.webhook.type=GetAccountsDetail",
                "1 flinks_bff.webhook.outcome=unclaimed flinks_bff.webhook.type=GetAccountsDetail",
            ],
            measured.Told("flinks_bff.webhook.worked_off"));
    }

    [Fact]
    public async Task How_long_it_took_and_how_many_wait_is_seen()
    {
        await using var bff = await WebhookSteps.StartAsync();
        using var measured = Measure(bff);
        await bff.As("alice").ConnectAsync(Login);

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        var (lag, ended) = (measured.Told("flinks_bff.webhook.lag"), measured.Told("flinks_bff.retrieval.ended"));
        await bff.ReceiveAsync(WebhookSteps.Details(Guid.NewGuid(), null));

        Assert.Equal(["0"], lag);
        Assert.Equal(["0 flinks_bff.webhook.parked=False", "1 flinks_bff.webhook.parked=True"], measured.Observe("flinks_bff.webhook.waiting"));
        Assert.Contains("1 flinks_bff.data.source=webhook flinks_bff.retrieval.state=ready", ended);
    }

    private static Measured Measure(BffHost bff) => new(bff.Services.GetRequiredService<IMeterFactory>());
}
