using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.ConnectSessions.Events;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;
using static Flinks.Bff.Tests.Timeline.TimelineSteps;

namespace Flinks.Bff.Tests.Timeline;

public sealed class TimelineTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task Widget_retrieval_calls_and_their_end_stand_in_one_order()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").SayAsync(session, WidgetSteps.Flow("event-flow-success-no-mfa"));
        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        var timeline = await TimelineAsync(bff, linked.ConnectionId);

        Assert.Equal(["connectionId", "entries", "next", "nextAction"], timeline.Json.Members());
        Assert.Equal((linked.ConnectionId, "none", null), (timeline.ConnectionId, timeline.NextAction, timeline.Json.GetProperty("next").GetString()));
        Assert.Equal(
            [
                "widget APP_MOUNTED", "widget COMPONENT_LOAD_INSTITUTION_SELECTOR", "widget INSTITUTION_SELECTED", "widget COMPONENT_LOAD_CREDENTIAL", "widget SUBMIT_CREDENTIAL",
                "widget REDIRECT", "job retrievalStarted", "call Authorize", "call GetAccountsDetail", "job retrievalEnded",
            ],
            Entries(timeline));
        Assert.Equal($$"""{"retrievalId":"{{linked.RetrievalId}}","freshness":"cached"}""", Detail(timeline, 6));
        Assert.Equal($$"""{"retrievalId":"{{linked.RetrievalId}}","outcome":"authorized","milliseconds":0}""", Detail(timeline, 7));
        Assert.Equal($$"""{"retrievalId":"{{linked.RetrievalId}}","outcome":"collected","milliseconds":0}""", Detail(timeline, 8));
        Assert.Equal($$"""{"retrievalId":"{{linked.RetrievalId}}","state":"ready"}""", Detail(timeline, 9));
    }

    [Fact]
    public async Task What_is_said_after_the_login_was_linked_is_the_connections_too()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });
        bff.Clock.Advance(TimeSpan.FromSeconds(1));

        await bff.As("alice").SayAsync(session, "REDIRECT");

        Assert.Equal("widget REDIRECT", Entries(await TimelineAsync(bff, linked.ConnectionId))[^1]);
    }

    [Fact]
    public async Task Polls_that_find_nothing_new_are_one_entry()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetailAsync, Fault.Code(202, "OPERATION_PENDING"), times: 3);
        for (var poll = 0; poll < 5; poll++)
        {
            await bff.PassAsync(TimeSpan.FromSeconds(10));
        }

        var timeline = await TimelineAsync(bff, pending.ConnectionId);

        Assert.Equal(["job retrievalStarted", "call Authorize", "call GetAccountsDetail", "call GetAccountsDetailAsync", "call GetAccountsDetailAsync", "job retrievalEnded"], Entries(timeline));
        Assert.Contains("\"outcome\":\"pending\"", Detail(timeline, 3), StringComparison.Ordinal);
        Assert.Matches("\"times\":[0-9]+}$", Detail(timeline, 3));
        Assert.Contains("\"outcome\":\"collected\"", Detail(timeline, 4), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_told_in_Flinks_words_and_ours()
    {
        await using var bff = await BffHost.StartAsync();
        var failed = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);

        var timeline = await TimelineAsync(bff, failed.ConnectionId);

        Assert.Equal("connect", timeline.NextAction);
        Assert.Contains("\"flinksCode\":\"INVALID_PASSWORD\"", Detail(timeline, 1), StringComparison.Ordinal);
        Assert.Contains("\"state\":\"failed\",\"code\":\"reconnect_required\",\"flinksCode\":\"INVALID_PASSWORD\"", Detail(timeline, -1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhooks_that_brought_data_are_told()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromHours(1));

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));

        var timeline = await TimelineAsync(bff, linked.ConnectionId);
        Assert.Equal("webhook GetAccountsDetail", Entries(timeline)[^1]);
        Assert.Contains("\"state\":\"ready\"", Detail(timeline, -1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Pages_together_are_the_whole_and_each_is_in_order(int limit)
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").SayAsync(session, WidgetSteps.Flow("event-flow-success-mfa-accounts"));
        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });
        for (var read = 0; read < 4; read++)
        {
            await bff.As("alice").RetrieveAsync(linked.ConnectionId);
            await bff.As("alice").GetAsync($"/api/v1/connections/{linked.ConnectionId}/accounts-summary");
            await bff.SettleAsync();
            bff.Clock.Advance(TimeSpan.FromSeconds(read));
        }

        var whole = Entries(await TimelineAsync(bff, linked.ConnectionId));
        List<string> paged = [];
        string? next = null;
        do
        {
            var page = await TimelineAsync(bff, linked.ConnectionId, $"?limit={limit}" + (next is null ? "" : $"&after={next}"));
            Assert.InRange(Entries(page).Length, 1, limit);
            paged.InsertRange(0, Entries(page));
            next = page.Json.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(12 + (5 * 4) + (4 * 2), whole.Length);
        Assert.Equal(whole, paged);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?after=x", "after")]
    [InlineData("?after=1-2-3", "after")]
    [InlineData("?after=99999999999999999999-1", "after")]
    [InlineData("?after=1-2000000000", "after")]
    public async Task A_parameter_that_is_not_valid_is_named(string query, string member)
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);

        var refused = await TimelineAsync(bff, linked.ConnectionId, query);

        Assert.Equal((400, "validation_failed"), (refused.Status, refused.Code));
        Assert.Equal([member], refused.InvalidMembers());
    }

    [Fact]
    public async Task Somebody_elses_connection_is_not_found()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);

        ExpectedProblem.Of("not_found").Meets(await bff.As("mallory").GetAsync($"/api/v1/connections/{linked.ConnectionId}/timeline"));
        ExpectedProblem.Of("not_found").Meets(await bff.As("alice").GetAsync($"/api/v1/connections/{Guid.NewGuid()}/timeline"));
    }

    [Fact]
    public async Task A_read_that_ends_within_its_call_is_still_written_once()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);

        var read = await bff.As("alice").RetrieveAsync(linked.ConnectionId);

        var row = await bff.ReadAsync(db => db.Retrievals.SingleAsync(retrieval => retrieval.Id == new RetrievalId(read.RetrievalId)));
        Assert.Equal(0, row.Version);
        Assert.Equal(["Authorize", "GetAccountsDetail"], UpstreamCalls.Read(row.Calls).Select(call => call.Endpoint));
    }

    [Fact]
    public void A_retrieval_remembers_its_latest_calls_and_no_more()
    {
        string? kept = null;
        for (var call = 0; call < 500; call++)
        {
            kept = UpstreamCalls.With(kept, new UpstreamCall(BffHost.Start.AddSeconds(call), call % 2 == 0 ? "Authorize" : "GetAccountsDetail", "busy", "CARD_IN_USE", 7));
        }

        var calls = UpstreamCalls.Read(kept);
        Assert.Equal((50, BffHost.Start.AddSeconds(499)), (calls.Count, calls[^1].At));
        Assert.InRange(kept!.Length, 1000, 8000);
    }
}
