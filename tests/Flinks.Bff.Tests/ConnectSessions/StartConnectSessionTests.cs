using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.ConnectSessions;

public sealed class StartConnectSessionTests
{
    private const string Sessions = "/api/v1/connect-sessions";

    [Fact]
    public async Task A_session_answers_with_an_address_to_open()
    {
        await using var bff = await BffHost.StartAsync();

        var opened = await bff.As("alice").PostAsync(Sessions, new { });

        var expiresAt = BffHost.Start + TimeSpan.FromMinutes(14);
        Assert.Equal(201, opened.Status);
        Assert.Equal(["connectSessionId", "iframeUrl", "messageOrigin", "expiresAt", "nextAction"], opened.Json.Members());
        Assert.Equal("https://flinks.example.test", opened.Json.GetProperty("messageOrigin").GetString());
        Assert.Equal(expiresAt, opened.Json.GetProperty("expiresAt").GetDateTimeOffset());
        var next = opened.Json.GetProperty("nextAction");
        Assert.Equal(("connect", "OPEN", opened.Json.GetProperty("iframeUrl").GetString()), (opened.NextAction, opened.NextMethod, opened.NextUrl));
        Assert.Equal(opened.Json.GetProperty("connectSessionId").GetGuid(), next.GetProperty("connectSessionId").GetGuid());
        Assert.Equal(expiresAt, next.GetProperty("expiresAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task No_body_is_fine()
    {
        await using var bff = await BffHost.StartAsync();

        var opened = await bff.As("alice").PostAsync(Sessions);

        Assert.Equal(201, opened.Status);
    }

    [Theory]
    [InlineData("""{"language":"de"}""", "language")]
    [InlineData("""{"language":"EN"}""", "language")]
    [InlineData("""{"language":7}""", "language")]
    [InlineData("""{"institutionId":"../../v3"}""", "institutionId")]
    [InlineData("""{"institutionId":""}""", "institutionId")]
    [InlineData("""{"institutionId":"51510000-0000-4000-8000-000000000001"}""", "institutionId")]
    [InlineData("""{"institutionId":{}}""", "institutionId")]
    [InlineData("""{"redirectUrl":"https://app.example.test/linked"}""", "redirectUrl")]
    [InlineData("""{"redirectUrl":"https://app.example.test/linked?from=bank&more=1"}""", "redirectUrl")]
    [InlineData("""{"redirectUrl":"HTTPS://app.example.test/linked?from=bank"}""", "redirectUrl")]
    [InlineData("""{"redirectUrl":"https://evil.example.test/"}""", "redirectUrl")]
    [InlineData("""{"redirectUrl":""}""", "redirectUrl")]
    [InlineData("""{"accountSelector":true}""", "accountSelector")]
    [InlineData("""{"accountSelector":{"enabled":"yes"}}""", "accountSelector.enabled")]
    [InlineData("""{"accountSelector":{"enabled":true,"multiple":1}}""", "accountSelector.multiple")]
    [InlineData("""{"accountSelector":{"enabled":true,"currency":"eur"}}""", "accountSelector.currency")]
    [InlineData("""{"accountSelector":{"enabled":true,"showAllAccounts":"all"}}""", "accountSelector.showAllAccounts")]
    [InlineData("""{"scheduleRefresh":"nightly"}""", "scheduleRefresh")]
    [InlineData("""{"connectionId":"chequing"}""", "connectionId")]
    [InlineData("""{"connectionId":"00000000-0000-0000-0000-000000000000"}""", "connectionId")]
    [InlineData("""{"connectionId":"0f3f9c2a-5f5e-4f0e-9a55-2c1d9d0a7b11"}""", "connectionId")]
    [InlineData("""{"options":{"daysOfTransactions":30}}""", "options.daysOfTransactions")]
    [InlineData("""{"options":{"accountIds":[]}}""", "options.accountIds")]
    public async Task A_wrong_member_is_named_and_nothing_is_begun(string body, string member)
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);

        var refused = await bff.As("alice").PostTextAsync(Sessions, body);

        Assert.Equal((400, "validation_failed"), (refused.Status, refused.Code));
        Assert.Equal([member], refused.InvalidMembers());
        Assert.Empty(bff.Flinks.Calls.All);
        Assert.False(await bff.ReadAsync(db => db.ConnectSessions.AnyAsync()));
    }

    [Fact]
    public async Task Without_an_allow_list_nobody_is_sent_anywhere()
    {
        await using var bff = await BffHost.StartAsync();

        var refused = await bff.As("alice").PostAsync(Sessions, new { redirectUrl = RedirectSettings.App });

        Assert.Equal(400, refused.Status);
        Assert.Equal(["redirectUrl"], refused.InvalidMembers());
    }

    [Fact]
    public async Task Another_users_connection_cannot_be_repaired()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var refused = await bff.As("mallory").PostAsync(Sessions, new { connectionId = linked.ConnectionId });

        Assert.Equal(400, refused.Status);
        Assert.Equal(["connectionId"], refused.InvalidMembers());
    }

    [Fact]
    public async Task A_repair_keeps_the_language_of_its_connection()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").StartConnectSessionAsync(new { language = "fr" });
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { connectSessionId = first });

        var repair = await bff.As("alice").PostAsync(Sessions, new { connectionId = linked.ConnectionId, language = "en" });

        Assert.Equal("fr", IframeUrl.Of(repair).Parameters["language"]);
    }

    [Fact]
    public async Task A_repair_that_a_refused_read_offers_keeps_the_language_too()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").StartConnectSessionAsync(new { language = "fr" });

        var refused = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId, new { connectSessionId = first });

        Assert.Equal((409, "OPEN"), (refused.Status, refused.NextMethod));
        Assert.Equal("fr", new IframeUrl(refused.NextUrl!).Parameters["language"]);
    }

    [Theory]
    [InlineData(401, "INVALID_TOKEN", "upstream_rejected_us", "contactSupport")]
    [InlineData(403, "FORBIDDEN", "upstream_rejected_us", "contactSupport")]
    [InlineData(429, "TOO_MANY_REQUESTS", "upstream_busy", "wait")]
    [InlineData(400, "INVALID_REQUEST", "upstream_misused", "contactSupport")]
    public async Task Without_a_token_there_is_no_session(int status, string flinksCode, string code, string next)
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.GenerateAuthorizeToken, Fault.Code(status, flinksCode));

        var trouble = await bff.As("alice").PostAsync(Sessions, new { });

        Assert.Equal((503, code, next), (trouble.Status, trouble.Code, trouble.NextAction));
        Assert.False(await bff.ReadAsync(db => db.ConnectSessions.AnyAsync()));
    }

    [Fact]
    public async Task Where_Flinks_is_out_of_reach_the_answer_says_when_to_try_again()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Always(FlinksEndpoint.GenerateAuthorizeToken, Fault.Html(503));

        var call = bff.As("alice").PostAsync(Sessions, new { });
        await bff.WhileTimePassesAsync(call);
        var trouble = await call;

        Assert.Equal((503, "upstream_unavailable", "wait"), (trouble.Status, trouble.Code, trouble.NextAction));
        Assert.Equal("15", trouble.Headers["Retry-After"]);
    }
}
