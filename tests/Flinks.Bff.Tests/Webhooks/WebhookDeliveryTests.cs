using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Client;
using Flinks.Simulator;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>With <c>Flinks:Delivery</c> = <c>Webhook</c> the webhook is given time, and polling is the safety net.</summary>
public sealed class WebhookDeliveryTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static readonly Guid Login = SimulatedLogins.NoMfaPending.LoginId;

    [Fact]
    public async Task The_data_are_asked_for_and_polled_only_after_the_grace()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();

        var pending = await bff.As("alice").ConnectAsync(Login);
        await bff.PassAsync(Grace - Moment);
        var asked = (bff.Details().Count, Polls: bff.Polls().Count);
        await bff.PassAsync(Moment);
        var polled = bff.Polls().Count;
        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal((202, 120), (pending.Status, pending.NextAfter()));
        Assert.Equal((1, 0), asked);
        Assert.Equal((1, 2), (polled, bff.Polls().Count));
        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
    }

    [Fact]
    public async Task After_the_webhook_nobody_polls()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var pending = await bff.As("alice").ConnectAsync(Login);
        bff.Clock.Advance(Moment);

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        await bff.PassAsync(Grace);

        Assert.Empty(bff.Polls());
        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
    }

    [Fact]
    public async Task Who_waits_is_told_at_once_and_their_data_are_not_written_down()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var pending = await bff.As("alice").ConnectAsync(Login);
        var waiting = bff.As("alice").ShowAsync(pending.RetrievalId, ("Prefer", "wait=25"));
        await bff.UntilAwaitedAsync(pending.RetrievalId);
        bff.Clock.Advance(Moment);

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        var told = await waiting;

        Assert.Equal((200, "cached"), (told.Status, told.Source()));
        Assert.Equal(["From a webhook"], told.Titles());
        Assert.Empty(await bff.StoredResultsAsync());
    }

    [Fact]
    public async Task The_POST_that_started_it_is_answered_with_the_data()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var session = await BffSteps.StartConnectSessionAsync(bff.As("alice"));
        bff.Clock.Advance(Moment);
        var posting = bff.As("alice").ConnectAsync(Login, new { connectSessionId = session }, ("Prefer", "wait=25"));
        var retrieval = await bff.UntilAwaitedAsync();

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        var told = await posting;

        Assert.Equal((200, retrieval), (told.Status, told.RetrievalId));
    }

    [Fact]
    public async Task A_stream_tells_of_it()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var pending = await bff.As("alice").ConnectAsync(Login);
        using var client = ((TestServer)bff.Services.GetRequiredService<IServer>()).CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", TestTokens.For("alice", bff.Clock));
        using var response = await client.GetAsync(
            $"/api/v1/retrievals/{pending.RetrievalId}/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        bff.Clock.Advance(Moment);

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        var rest = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("\"state\":\"ready\"", rest, StringComparison.Ordinal);
        Assert.Contains("event: end", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("Avery", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_at_another_instance_is_told_too()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        await using var another = await bff.StartAnotherAsync();
        var pending = await bff.As("alice").ConnectAsync(Login);
        var waiting = bff.As("alice").ShowAsync(pending.RetrievalId, ("Prefer", "wait=25"));
        await bff.UntilAwaitedAsync(pending.RetrievalId);
        bff.Clock.Advance(Moment);

        await another.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        bff.Clock.Advance(Moment);

        Assert.Equal(200, (await waiting).Status);
    }

    [Fact]
    public async Task Data_that_nobody_waited_for_are_kept_sealed_and_erased_by_the_clock()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var pending = await bff.As("alice").ConnectAsync(Login);
        bff.Clock.Advance(Moment);
        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        var stored = Assert.Single(await bff.StoredResultsAsync());
        bff.Clock.Advance(TimeSpan.FromMinutes(59));
        var inTime = await bff.As("alice").ShowAsync(pending.RetrievalId);
        bff.Clock.Advance(TimeSpan.FromMinutes(1));

        await bff.SweepAsync();

        Assert.Equal(200, inTime.Status);
        Assert.DoesNotContain("Avery", System.Text.Encoding.UTF8.GetString(stored.Sealed), StringComparison.Ordinal);
        Assert.Empty(await bff.StoredResultsAsync());
        Assert.Equal((410, "result_erased"), (await bff.As("alice").ShowAsync(pending.RetrievalId)) is var late ? (late.Status, late.Code) : default);
    }

    [Fact]
    public async Task Whoever_brings_the_data_first_the_other_finds_them()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var pending = await bff.As("alice").ConnectAsync(Login);
        var session = bff.Details()[0].RequestId!.Value;
        bff.Flinks.Options.PollsBeforeReady = 0;

        // Both at once, ready or not.
        bff.Clock.Advance(Grace);
        var body = WebhookSteps.Details(Login, bff.Clock.GetUtcNow(), session);
        await Task.WhenAll(bff.RunDueAsync(), bff.PostAsync(body, (WebhookSteps.Header, WebhookSteps.Sign(body))));
        await bff.SettleAsync();

        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
        Assert.Equal(pending.RetrievalId, await bff.As("alice").LastRetrievalAsync(pending.ConnectionId));
    }

    [Fact]
    public async Task The_widget_is_not_told_to_keep_the_session()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();

        var opened = await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { });

        Assert.DoesNotContain("sync=", opened.NextUrl, StringComparison.Ordinal);
        Assert.Equal(FlinksDelivery.Webhook, bff.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<FlinksOptions>>().Value.Delivery);
    }
}
