using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.ConnectSessions.Events;

public sealed class ConnectSessionStatusTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task A_new_session_waits_to_be_opened()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync(new { language = "fr" });

        var shown = await bff.As("alice").SessionAsync(session);

        Assert.Equal(200, shown.Status);
        Assert.Equal(["connectSessionId", "state", "code", "institution", "language", "createdAt", "repairs", "connectionId", "nextAction", "entries"], shown.Json.Members());
        Assert.Equal(("created", "fr", "poll", $"/api/v1/connect-sessions/{session}"), (shown.State, shown.Json.GetProperty("language").GetString(), shown.NextAction, shown.NextUrl));
        Assert.Empty(shown.Names());
    }

    [Fact]
    public async Task What_was_said_stands_in_order_with_what_is_plain_in_it()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        var flow = WidgetSteps.Flow("event-flow-success-mfa-accounts");
        foreach (var said in flow)
        {
            bff.Clock.Advance(TimeSpan.FromSeconds(1));
            await bff.As("alice").SayAsync(session, said!);
        }

        var shown = await bff.As("alice").SessionAsync(session);

        Assert.Equal(flow.Select(said => (string)said!["step"]!), shown.Names());
        Assert.Equal("FlinksCapital", shown.Json.GetProperty("institution").GetString());
        var entries = shown.Json.GetProperty("entries");
        Assert.Equal(["at", "kind", "name", "detail"], entries[0].Members());
        Assert.Equal(BffHost.Start.AddSeconds(1), entries[0].GetProperty("at").GetDateTimeOffset());
        Assert.All(entries.EnumerateArray(), entry => Assert.Equal("widget", entry.GetProperty("kind").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, entries[0].GetProperty("detail").ValueKind);
        Assert.Equal("""{"institution":"FlinksCapital","totalAccounts":5,"displayedAccounts":2}""", entries[9].GetProperty("detail").GetRawText());
        Assert.Equal("""{"institution":"FlinksCapital","selectedAccounts":1}""", entries[10].GetProperty("detail").GetRawText());
    }

    [Theory]
    [InlineData("APP_MOUNTED", "opened", "poll")]
    [InlineData("COMPONENT_LOAD_CONSENT", "consent", "poll")]
    [InlineData("COMPONENT_LOAD_INSTITUTION_SELECTOR", "institution", "poll")]
    [InlineData("INSTITUTION_SELECTED", "credentials", "poll")]
    [InlineData("SUBMIT_CREDENTIAL", "authorizing", "poll")]
    [InlineData("COMPONENT_LOAD_MFA", "mfa", "poll")]
    [InlineData("COMPONENT_LOAD_ACCOUNT_SELECTION", "accountSelection", "poll")]
    [InlineData("REDIRECT", "completed", "connect")]
    [InlineData("COMPONENT_CLOSE_SESSION", "closed", "connect")]
    [InlineData("TOKEN_INVALID", "expired", "connect")]
    [InlineData("AGGREGATION_ERROR", "failed", "connect")]
    [InlineData("DISABLED_LOGIN", "failed", "visitBank")]
    public async Task A_session_stands_where_its_person_does(string step, string state, string next)
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        await bff.As("alice").SayAsync(session, step);

        var shown = await bff.As("alice").SessionAsync(session);
        Assert.Equal((state, next), (shown.State, shown.NextAction));
    }

    [Fact]
    public async Task A_session_that_nobody_opened_in_time_has_expired()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        bff.Clock.Advance(TimeSpan.FromMinutes(14));

        var shown = await bff.As("alice").SessionAsync(session);
        Assert.Equal(("expired", "connect"), (shown.State, shown.NextAction));
    }

    [Fact]
    public async Task A_fresh_address_opens_it_again()
    {
        await using var bff = await BffHost.StartAsync();
        var opened = await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { }, ("Idempotency-Key", "once"));
        var session = opened.Json.GetProperty("connectSessionId").GetGuid();
        bff.Clock.Advance(TimeSpan.FromMinutes(20));

        await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { }, ("Idempotency-Key", "once"));

        Assert.Equal("created", (await bff.As("alice").SessionAsync(session)).State);
    }

    [Theory]
    [InlineData(59, "mfa")]
    [InlineData(60, "expired")]
    public async Task A_person_of_whom_nothing_is_heard_for_an_hour_is_gone(int minutes, string state)
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        bff.Clock.Advance(TimeSpan.FromMinutes(10));
        await bff.As("alice").SayAsync(session, "COMPONENT_LOAD_MFA");

        bff.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(state, (await bff.As("alice").SessionAsync(session)).State);
    }

    [Fact]
    public async Task The_connection_that_came_of_it_is_named()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        var shown = await bff.As("alice").SessionAsync(session);
        Assert.Equal(("completed", linked.ConnectionId, "none"), (shown.State, shown.ConnectionId, shown.NextAction));
    }

    [Fact]
    public async Task The_second_login_that_names_a_session_did_not_come_of_it()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        var first = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        await bff.As("alice").ConnectAsync(SimulatedLogins.Big.LoginId, new { connectSessionId = session });

        Assert.Equal(first.ConnectionId, (await bff.As("alice").SessionAsync(session)).ConnectionId);
    }

    [Fact]
    public async Task A_claim_that_was_not_proved_is_no_connection()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("bob").ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromMinutes(1));
        var session = await bff.As("alice").StartConnectSessionAsync();

        var refused = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal((409, "login_not_proved"), (refused.Status, refused.Code));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await bff.As("alice").SessionAsync(session)).Json.GetProperty("connectionId").ValueKind);
    }

    [Fact]
    public async Task A_deleted_connection_is_named_no_more()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        await bff.As("alice").DeleteAsync($"/api/v1/connections/{linked.ConnectionId}");

        var shown = await bff.As("alice").SessionAsync(session);
        Assert.Equal((200, System.Text.Json.JsonValueKind.Null, "connect"), (shown.Status, shown.Json.GetProperty("connectionId").ValueKind, shown.NextAction));
    }

    [Theory]
    [InlineData("loginId=51510000-0000-4000-8000-000000000001", "completed", null)]
    [InlineData("error=access_denied", "failed", "access_denied")]
    [InlineData("error=51510000-0000-4000-8000-000000000001", "failed", "other")]
    public async Task A_return_by_redirect_is_known_without_the_widget(string query, string state, string? code)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var opened = await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { redirectUrl = RedirectSettings.App });

        await bff.AsNobody().GetAsync($"/api/v1/connect-callback?state={IframeUrl.Of(opened).State}&{query}");

        var shown = await bff.As("alice").SessionAsync(opened.Json.GetProperty("connectSessionId").GetGuid());
        Assert.Equal((state, code), (shown.State, shown.Json.GetProperty("code").GetString()));
    }
}
