using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Connections;

public sealed class ConnectionReadingTests
{
    private static readonly string[] AllMembers =
    [
        "connectionId", "state", "institution", "language", "createdAt", "lastRefreshedAt", "selectedAccountIds", "openRetrievalId", "lastRetrievalId", "nextAction",
    ];

    private static readonly string[] NextActionMembers = ["type", "method", "url", "expiresAt", "retryAfterSeconds", "connectSessionId"];

    [Fact]
    public async Task A_connection_has_every_member()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var shown = await bff.As("alice").GetAsync($"/api/v1/connections/{linked.ConnectionId}");

        Assert.Equal(200, shown.Status);
        Assert.Equal(AllMembers, shown.Json.Members());
        Assert.Equal("active", shown.State);
        Assert.Equal("FlinksCapital", shown.Json.GetProperty("institution").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Number, shown.Json.GetProperty("institution").GetProperty("id").ValueKind);
        Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty("language").ValueKind);
        Assert.Equal(BffHost.Start, shown.Json.GetProperty("createdAt").GetDateTimeOffset());
        Assert.Equal(BffHost.Start - TimeSpan.FromHours(1), shown.Json.GetProperty("lastRefreshedAt").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty("selectedAccountIds").ValueKind);
        Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty("openRetrievalId").ValueKind);
        Assert.Equal(linked.RetrievalId, shown.Json.GetProperty("lastRetrievalId").GetGuid());
        Assert.Equal("none", shown.NextAction);
        Assert.Equal(NextActionMembers, shown.Json.GetProperty("nextAction").Members());
    }

    [Fact]
    public async Task Members_without_a_value_are_null()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.BankDown.LoginId);
        var id = (await bff.As("alice").ListConnectionsAsync())[0];

        var shown = await bff.As("alice").GetAsync($"/api/v1/connections/{id}");

        Assert.Equal(503, linked.Status);
        Assert.Equal(AllMembers, shown.Json.Members());
        Assert.All(
            ["institution", "language", "lastRefreshedAt", "selectedAccountIds", "openRetrievalId", "lastRetrievalId"],
            member => Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty(member).ValueKind));
    }

    [Fact]
    public async Task The_list_holds_the_users_own_connections_oldest_first()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.Big.LoginId);
        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        await bff.As("bob").ConnectAsync(SimulatedLogins.NoTransactions.LoginId);
        var second = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var list = await bff.As("alice").GetAsync("/api/v1/connections");

        Assert.Equal(200, list.Status);
        Assert.Equal([first.ConnectionId, second.ConnectionId], await bff.As("alice").ListConnectionsAsync());
        Assert.All(list.Json.EnumerateArray(), connection => Assert.Equal(AllMembers, connection.Members()));
    }

    [Fact]
    public async Task Somebody_without_connections_has_an_empty_list()
    {
        await using var bff = await BffHost.StartAsync();

        var list = await bff.As("alice").GetAsync("/api/v1/connections");

        Assert.Equal("[]", list.Text);
    }

    [Fact]
    public async Task Another_users_connection_answers_exactly_as_an_unknown_one()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var foreign = await bff.As("mallory").GetAsync($"/api/v1/connections/{linked.ConnectionId}");
        var unknown = await bff.As("mallory").GetAsync($"/api/v1/connections/{Guid.NewGuid()}");

        Assert.Equal(404, foreign.Status);
        Assert.Equal("not_found", foreign.Code);
        Assert.Equal(WithoutTrace(unknown), WithoutTrace(foreign));
    }

    [Theory]
    [InlineData("GET", "/api/v1/connections/chequing")]
    [InlineData("GET", "/api/v1/connections/00000000-0000-0000-0000-000000000000")]
    [InlineData("DELETE", "/api/v1/connections/chequing")]
    [InlineData("POST", "/api/v1/connections/chequing/retrievals")]
    [InlineData("GET", "/api/v1/deletions/chequing")]
    public async Task What_cannot_be_an_id_names_nothing(string method, string path)
    {
        await using var bff = await BffHost.StartAsync();

        var answer = await bff.As("alice").SendAsync(new HttpMethod(method), path, null);

        Assert.Equal(404, answer.Status);
        Assert.Equal("not_found", answer.Code);
    }

    [Fact]
    public async Task While_Flinks_is_at_work_the_connection_says_what_to_poll()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        var shown = await bff.As("alice").GetAsync($"/api/v1/connections/{pending.ConnectionId}");

        Assert.Equal("active", shown.State);
        Assert.Equal(pending.RetrievalId, shown.Json.GetProperty("openRetrievalId").GetGuid());
        Assert.Equal(("poll", "GET", $"/api/v1/retrievals/{pending.RetrievalId}"), (shown.NextAction, shown.NextMethod, shown.NextUrl));
    }

    [Fact]
    public async Task While_the_bank_asks_the_connection_needs_its_user_and_names_the_call_that_mints()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });

        var shown = await bff.As("alice").GetAsync($"/api/v1/connections/{asked.ConnectionId}");

        Assert.Equal("needsUser", shown.State);
        Assert.Equal(asked.RetrievalId, shown.Json.GetProperty("openRetrievalId").GetGuid());
        Assert.Equal(("resume", "POST", $"/api/v1/retrievals/{asked.RetrievalId}/resume-url"), (shown.NextAction, shown.NextMethod, shown.NextUrl));
    }

    [Fact]
    public async Task A_refused_password_needs_the_user_to_connect_again()
    {
        await using var bff = await BffHost.StartAsync();
        var refused = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);

        var shown = await bff.As("alice").GetAsync($"/api/v1/connections/{refused.ConnectionId}");

        Assert.Equal(409, refused.Status);
        Assert.Equal("needsUser", shown.State);
        Assert.Equal(("connect", "POST", "/api/v1/connect-sessions"), (shown.NextAction, shown.NextMethod, shown.NextUrl));
    }

    [Fact]
    public async Task A_locked_login_needs_the_user_to_visit_the_bank()
    {
        await using var bff = await BffHost.StartAsync();
        var refused = await bff.As("alice").ConnectAsync(SimulatedLogins.DisabledLogin.LoginId);

        var shown = await bff.As("alice").GetAsync($"/api/v1/connections/{refused.ConnectionId}");

        Assert.Equal(("needsUser", "visitBank"), (shown.State, shown.NextAction));
    }

    [Fact]
    public async Task Data_behind_a_stale_login_leave_it_in_need_of_its_user()
    {
        await using var bff = await BffHost.StartAsync();
        var stale = await bff.As("alice").ConnectAsync(SimulatedLogins.StaleButReadable.LoginId);

        var shown = await bff.As("alice").GetAsync($"/api/v1/connections/{stale.ConnectionId}");

        Assert.Equal((200, "connect", "OPEN"), (stale.Status, stale.NextAction, stale.NextMethod));
        Assert.Equal(("needsUser", "connect"), (shown.State, shown.NextAction));
        Assert.Equal(stale.RetrievalId, shown.Json.GetProperty("lastRetrievalId").GetGuid());
    }

    private static string WithoutTrace(BffAnswer answer) =>
        answer.Text.Replace(answer.Json.GetProperty("traceId").GetString()!, "", StringComparison.Ordinal);
}
