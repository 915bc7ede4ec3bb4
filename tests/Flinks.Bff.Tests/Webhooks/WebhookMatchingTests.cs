using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Webhooks;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>Which retrieval a webhook belongs to.</summary>
public sealed class WebhookMatchingTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static readonly Guid Ready = SimulatedLogins.NoMfa.LoginId;

    private static readonly Guid Pending = SimulatedLogins.NoMfaPending.LoginId;

    [Fact]
    public async Task It_ends_the_open_retrieval_whose_session_it_names()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(Pending);

        await bff.ReceiveAsync(WebhookSteps.Details(Pending, BffHost.Start - TimeSpan.FromHours(3), SessionOf(bff)));
        var shown = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal((202, 200, "cached"), (pending.Status, shown.Status, shown.Source()));
        Assert.Equal(["From a webhook"], shown.Titles());
        Assert.Equal(WebhookOutcome.Delivered, await bff.OutcomeAsync());
        Assert.Equal(pending.RetrievalId, await bff.As("alice").LastRetrievalAsync(pending.ConnectionId));
    }

    [Fact]
    public async Task It_ends_the_open_retrieval_that_began_before_the_bank_was_read()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(Pending);
        bff.Clock.Advance(Moment);

        await bff.ReceiveAsync(WebhookSteps.Details(Pending, bff.Clock.GetUtcNow()));
        var shown = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal(200, shown.Status);
        Assert.Equal(bff.Clock.GetUtcNow(), shown.Json.GetProperty("lastRefreshedAt").GetDateTimeOffset());
        Assert.Equal(bff.Clock.GetUtcNow(), shown.Json.GetProperty("asOf").GetDateTimeOffset());
    }

    [Fact]
    public async Task Data_that_are_no_newer_than_the_retrievals_start_make_one_of_their_own()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(Pending);

        await bff.ReceiveAsync(WebhookSteps.Details(Pending, BffHost.Start));
        var still = await bff.As("alice").ShowAsync(pending.RetrievalId);
        var own = await bff.As("alice").LastRetrievalAsync(pending.ConnectionId);
        var shown = await bff.As("alice").ShowAsync(own!.Value);

        Assert.Equal((202, "collecting"), (still.Status, still.State));
        Assert.NotEqual(pending.RetrievalId, own);
        Assert.Equal((200, "webhook"), (shown.Status, shown.Source()));
        Assert.Equal(pending.RetrievalId, (await bff.As("alice").ShowConnectionAsync(pending.ConnectionId)).Json.GetProperty("openRetrievalId").GetGuid());
    }

    [Fact]
    public async Task What_the_bank_gave_since_the_connect_session_began_is_what_the_person_went_for()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var session = await BffSteps.StartConnectSessionAsync(bff.As("alice"));
        bff.Clock.Advance(Moment);
        var lastRefresh = bff.Clock.GetUtcNow();
        bff.Clock.Advance(Moment);
        var pending = await bff.As("alice").ConnectAsync(Pending, new { connectSessionId = session });

        await bff.ReceiveAsync(WebhookSteps.Details(Pending, lastRefresh));

        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
    }

    [Fact]
    public async Task Nightly_data_make_a_retrieval_of_their_own()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Ready);
        bff.Clock.Advance(TimeSpan.FromHours(12));

        await bff.ReceiveAsync(WebhookSteps.Details(Ready, bff.Clock.GetUtcNow() - Moment));
        var own = await bff.As("alice").LastRetrievalAsync(linked.ConnectionId);
        var shown = await bff.As("alice").ShowAsync(own!.Value);

        Assert.NotEqual(linked.RetrievalId, own);
        Assert.Equal((200, "ready", "webhook"), (shown.Status, shown.State, shown.Source()));
        Assert.Equal(["From a webhook"], shown.Titles());
        Assert.Equal("none", shown.NextAction);
        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
        Assert.Equal(bff.Clock.GetUtcNow() - Moment, (await bff.As("alice").ShowConnectionAsync(linked.ConnectionId)).Json.GetProperty("lastRefreshedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Every_owner_of_the_login_gets_one()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var alices = await bff.As("alice").ConnectAsync(Ready);
        var session = await BffSteps.StartConnectSessionAsync(bff.As("bob"));
        await bff.SignInAtBankAsync(Ready);
        var bobs = await bff.As("bob").ConnectAsync(Ready, new { connectSessionId = session });
        bff.Clock.Advance(Moment);

        await bff.ReceiveAsync(WebhookSteps.Details(Ready, bff.Clock.GetUtcNow()));
        var (ofAlice, ofBob) = (await bff.As("alice").LastRetrievalAsync(alices.ConnectionId), await bff.As("bob").LastRetrievalAsync(bobs.ConnectionId));

        Assert.NotEqual(ofAlice, ofBob);
        Assert.Equal("webhook", (await bff.As("alice").ShowAsync(ofAlice!.Value)).Source());
        Assert.Equal("webhook", (await bff.As("bob").ShowAsync(ofBob!.Value)).Source());
        Assert.Equal(404, (await bff.As("bob").ShowAsync(ofAlice.Value)).Status);
    }

    [Fact]
    public async Task Who_has_not_proved_the_login_is_shown_nothing()
    {
        await using var bff = await WebhookSteps.StartAsync();
        await bff.As("alice").ConnectAsync(Ready);
        var session = await BffSteps.StartConnectSessionAsync(bff.As("bob"));
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var hidden = await bff.As("bob").ConnectAsync(Ready, new { connectSessionId = session }, BffSteps.AtOnce);
        bff.Clock.Advance(Moment);

        await PostAndWorkOffAsync(bff, WebhookSteps.Details(Ready, bff.Clock.GetUtcNow()));

        Assert.Equal((202, "authorizing"), (hidden.Status, (await bff.As("bob").ShowAsync(hidden.RetrievalId)).State));
        Assert.Empty(await bff.As("bob").ListConnectionsAsync());
        Assert.Equal(1, await bff.ReadAsync(db => db.Retrievals.CountAsync(retrieval => retrieval.FromWebhook, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("RETRY_LATER", 401, "institution_unavailable")]
    [InlineData("INVALID_PASSWORD", 401, "reconnect_required")]
    [InlineData("DISABLED_LOGIN", 401, "bank_action_required")]
    [InlineData("AGGREGATION_ERROR", 500, "upstream_failed")]
    [InlineData("NEVER_HEARD_OF", 500, "upstream_failed")]
    public async Task A_failure_ends_the_retrieval_whose_session_it_names(string flinksCode, int status, string code)
    {
        await using var bff = await WebhookSteps.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(Pending);

        await bff.ReceiveAsync(WebhookSteps.Failure(Pending, SessionOf(bff), flinksCode, status));
        var shown = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal((409, code, flinksCode), (shown.Status, shown.Code, shown.FlinksCode()));
        Assert.Equal(WebhookOutcome.Failed, await bff.OutcomeAsync());
    }

    [Fact]
    public async Task A_failure_of_another_session_ends_nothing()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(Pending);

        await bff.ReceiveAsync(WebhookSteps.Failure(Pending, Guid.NewGuid(), "INVALID_PASSWORD"));
        await bff.ReceiveAsync(WebhookSteps.Failure(Pending, null, "INVALID_PASSWORD"));

        Assert.Equal(202, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
        Assert.Equal("active", (await bff.As("alice").ShowConnectionAsync(pending.ConnectionId)).State);
        Assert.All(await bff.DeliveriesAsync(), delivery => Assert.Equal(WebhookOutcome.Passed, delivery.Outcome));
    }

    [Fact]
    public async Task KYC_comes_before_the_data_and_ends_nothing()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(Pending);
        bff.Clock.Advance(Moment);
        var session = SessionOf(bff);

        await bff.ReceiveAsync(WebhookSteps.Details(Pending, bff.Clock.GetUtcNow(), session, change: body => body["ResponseType"] = "KYC"));
        var afterKyc = await bff.As("alice").ShowAsync(pending.RetrievalId);
        await bff.ReceiveAsync(WebhookSteps.Details(Pending, bff.Clock.GetUtcNow(), session));

        Assert.Equal(202, afterKyc.Status);
        Assert.Equal(200, (await bff.As("alice").ShowAsync(pending.RetrievalId)).Status);
    }

    [Fact]
    public async Task A_session_whose_data_have_been_polled_has_nothing_more_to_give()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Ready);

        await bff.ReceiveAsync(WebhookSteps.Details(Ready, bff.Clock.GetUtcNow(), SessionOf(bff)));

        Assert.Equal(WebhookOutcome.Repeated, await bff.OutcomeAsync());
        Assert.Equal(linked.RetrievalId, await bff.As("alice").LastRetrievalAsync(linked.ConnectionId));
    }

    [Fact]
    public async Task What_was_overtaken_by_newer_data_changes_nothing()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Ready);
        bff.Clock.Advance(TimeSpan.FromHours(1));
        await bff.ReceiveAsync(WebhookSteps.Details(Ready, bff.Clock.GetUtcNow(), title: "Newer"));
        var newer = await bff.As("alice").LastRetrievalAsync(linked.ConnectionId);

        await bff.ReceiveAsync(WebhookSteps.Details(Ready, bff.Clock.GetUtcNow() - Moment, title: "Older"));

        Assert.Equal(newer, await bff.As("alice").LastRetrievalAsync(linked.ConnectionId));
        Assert.Contains(await bff.DeliveriesAsync(), delivery => delivery.Outcome == WebhookOutcome.Outdated);
    }

    [Fact]
    public async Task A_webhook_that_comes_while_Authorize_is_out_ends_the_retrieval()
    {
        await using var bff = await WebhookSteps.StartAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var waiting = await bff.As("alice").ConnectAsync(Ready, new { freshness = "live" }, BffSteps.AtOnce);
        bff.Clock.Advance(Moment);

        await PostAndWorkOffAsync(bff, WebhookSteps.Details(Ready, bff.Clock.GetUtcNow()));
        var shown = await bff.As("alice").ShowAsync(waiting.RetrievalId);
        gate.Open();
        await bff.SettleAsync();

        Assert.Equal((202, 200, "live"), (waiting.Status, shown.Status, shown.Source()));
        Assert.Equal(["From a webhook"], (await bff.As("alice").ShowAsync(waiting.RetrievalId)).Titles());
        Assert.Equal(1, await bff.ReadAsync(db => db.Retrievals.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_login_that_was_busy_gets_its_data_all_the_same()
    {
        await using var bff = await WebhookSteps.StartAsync();
        bff.Flinks.Faults.Always(FlinksEndpoint.Authorize, Fault.Code(400, "CARD_IN_USE"));
        var busy = await bff.As("alice").ConnectAsync(Ready);
        bff.Clock.Advance(Moment);

        await bff.ReceiveAsync(WebhookSteps.Details(Ready, bff.Clock.GetUtcNow()));

        Assert.Equal("busy", busy.State);
        Assert.Equal(200, (await bff.As("alice").ShowAsync(busy.RetrievalId)).Status);
    }

    /// <summary>The session that Flinks opened last.</summary>
    private static Guid SessionOf(BffHost bff) => bff.Details()[^1].RequestId!.Value;

    /// <summary>With work under way that a test holds, waiting for all of it would wait for ever.</summary>
    private static async Task PostAndWorkOffAsync(BffHost bff, byte[] body)
    {
        await bff.PostAsync(body, (WebhookSteps.Header, WebhookSteps.Sign(body)));
        await WorkedOffAsync(bff);
    }

    private static async Task WorkedOffAsync(BffHost bff)
    {
        while ((await bff.DeliveriesAsync()).Exists(delivery => delivery.WorkedOffAt is null))
        {
            await Task.Yield();
        }
    }
}
