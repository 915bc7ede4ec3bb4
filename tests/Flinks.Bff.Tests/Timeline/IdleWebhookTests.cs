using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;
using static Flinks.Bff.Tests.Timeline.TimelineSteps;

namespace Flinks.Bff.Tests.Timeline;

/// <summary>A webhook that changed nothing came all the same: whoever asks why nothing happened finds it in the timeline.</summary>
public sealed class IdleWebhookTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task KYC_is_told()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromHours(1));

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow(), change: body => body["ResponseType"] = "KYC"));

        await IsLastAsync(bff, linked.ConnectionId, "webhook KYC", "passed");
    }

    [Fact]
    public async Task Data_that_are_older_than_those_here_are_told()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromHours(1));

        await bff.ReceiveAsync(WebhookSteps.Details(Login, BffHost.Start.AddDays(-7)));

        await IsLastAsync(bff, linked.ConnectionId, "webhook GetAccountsDetail", "outdated");
    }

    [Fact]
    public async Task A_failure_that_nobody_waits_for_is_told()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromHours(1));

        await bff.ReceiveAsync(WebhookSteps.Failure(Login, Guid.NewGuid(), "INVALID_PASSWORD"));

        await IsLastAsync(bff, linked.ConnectionId, "webhook GetAccountsDetail", "passed");
    }

    [Fact]
    public async Task What_had_an_effect_or_is_of_nobody_here_has_no_entry_of_its_own()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromHours(1));

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        await bff.ReceiveAsync(WebhookSteps.Details(Guid.NewGuid(), bff.Clock.GetUtcNow(), change: body => body["ResponseType"] = "KYC"));

        Assert.False(await bff.ReadAsync(db => db.TimelineEntries.AnyAsync()));
    }

    private static async Task IsLastAsync(BffHost bff, Guid connection, string entry, string outcome)
    {
        var timeline = await TimelineAsync(bff, connection);
        Assert.Equal((entry, $"{{\"outcome\":\"{outcome}\"}}"), (Entries(timeline)[^1], Detail(timeline, -1)));
        Assert.Equal(bff.Clock.GetUtcNow(), timeline.Json.GetProperty("entries").EnumerateArray().Last().GetProperty("at").GetDateTimeOffset());
    }
}
