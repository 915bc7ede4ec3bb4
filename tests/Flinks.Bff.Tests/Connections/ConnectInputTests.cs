using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Connections;

public sealed class ConnectInputTests
{
    private const string LoginId = "51510000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("{}", "loginId")]
    [InlineData("""{"loginId":null}""", "loginId")]
    [InlineData("""{"loginId":"51510000"}""", "loginId")]
    [InlineData("""{"loginId":42}""", "loginId")]
    [InlineData("""{"loginId":["51510000-0000-4000-8000-000000000001"]}""", "loginId")]
    [InlineData("""{"loginId":"00000000-0000-0000-0000-000000000000"}""", "loginId")]
    [InlineData("""{"LoginId":"51510000-0000-4000-8000-000000000001"}""", "loginId")]
    [InlineData("""{"loginId":"51510000-0000-4000-8000-000000000001","ticket":"t"}""", "ticket")]
    [InlineData("""{"ticket":""}""", "ticket")]
    [InlineData("""{"ticket":7}""", "ticket")]
    public async Task The_login_is_named_by_a_loginId_or_by_a_ticket(string body, string member) => await RefusesAsync(body, member);

    [Theory]
    [InlineData("""{"loginId":"51510000-0000-4000-8000-000000000001","freshness":"fresh"}""")]
    [InlineData("""{"loginId":"51510000-0000-4000-8000-000000000001","freshness":1}""")]
    public async Task Freshness_is_one_of_three_words(string body) => await RefusesAsync(body, "freshness");

    [Theory]
    [InlineData("\"all\"", "options")]
    [InlineData("[]", "options")]
    [InlineData("""{"daysOfTransactions":91}""", "options.daysOfTransactions")]
    [InlineData("""{"daysOfTransactions":"90"}""", "options.daysOfTransactions")]
    [InlineData("""{"withTransactions":"yes"}""", "options.withTransactions")]
    [InlineData("""{"withKyc":1}""", "options.withKyc")]
    [InlineData("""{"accountIds":[]}""", "options.accountIds")]
    [InlineData("""{"accountIds":["00000000-0000-0000-0000-000000000000"]}""", "options.accountIds")]
    [InlineData("""{"accountIds":["chequing"]}""", "options.accountIds[0]")]
    [InlineData("""{"accountIds":[null]}""", "options.accountIds[0]")]
    public async Task A_wrong_option_is_named(string options, string member) =>
        await RefusesAsync($$"""{"loginId":"{{LoginId}}","options":{{options}}}""", member);

    [Theory]
    [InlineData("\"session\"")]
    [InlineData("7")]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("\"0f3f9c2a-5f5e-4f0e-9a55-2c1d9d0a7b11\"")]
    public async Task An_unknown_connect_session_is_refused(string session) =>
        await RefusesAsync($$"""{"loginId":"{{LoginId}}","connectSessionId":{{session}}}""", "connectSessionId");

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"loginId\":")]
    [InlineData("""{"loginId":"51510000-0000-4000-8000-000000000001"} {}""")]
    public async Task A_body_that_is_no_request_is_refused(string body) => await RefusesAsync(body, "body");

    [Fact]
    public async Task Another_users_connect_session_is_refused_as_an_unknown_one()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();

        var answer = await bff.As("mallory").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { connectSessionId = session });

        Assert.Equal(400, answer.Status);
        Assert.Equal(["connectSessionId"], answer.InvalidMembers());
        Assert.Empty(await bff.As("mallory").ListConnectionsAsync());
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        await using var bff = await BffHost.StartAsync();

        var answer = await bff.As("alice").PostTextAsync("/api/v1/connections", $$"""{"loginId":"{{LoginId}}"}""", "text/plain");

        Assert.Equal(415, answer.Status);
        Assert.Equal("unsupported_media_type", answer.Code);
    }

    [Theory]
    [InlineData("""{"loginId":"51510000-0000-4000-8000-000000000001","colour":"blue","options":{"depth":3}}""")]
    [InlineData("""{"loginId":"51510000-0000-4000-8000-000000000001","ticket":null,"connectSessionId":null,"freshness":null,"options":null}""")]
    [InlineData("""{"loginId":"51510000-0000-4000-8000-000000000001","options":{"daysOfTransactions":365,"accountIds":null}}""")]
    [InlineData("""{"loginId":"51510000-0000-4000-8000-000000000001","options":{"daysOfTransactions":null,"withKyc":null}}""")]
    [InlineData("""{"loginId":"51510000-0000-4000-8000-000000000001","freshness":"cached"}""")]
    public async Task Unknown_members_and_absent_wishes_are_fine(string body)
    {
        await using var bff = await BffHost.StartAsync();

        var answer = await bff.As("alice").PostTextAsync("/api/v1/connections", body);

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task A_loginId_is_the_same_in_any_case()
    {
        await using var bff = await BffHost.StartAsync();
        var loginId = Guid.Parse("abcdef01-0000-4000-8000-00000000abcd");
        bff.Flinks.Seed(SimulatedLogins.NoMfa with { LoginId = loginId, Username = "somebody" });

        var lower = await bff.As("alice").PostTextAsync("/api/v1/connections", $$"""{"loginId":"{{loginId}}"}""");
        var upper = await bff.As("alice").PostTextAsync("/api/v1/connections", $$"""{"loginId":"{{loginId.ToString().ToUpperInvariant()}}"}""");

        Assert.Equal(200, upper.Status);
        Assert.Equal(lower.ConnectionId, upper.ConnectionId);
    }

    private static async Task RefusesAsync(string body, string member)
    {
        await using var bff = await BffHost.StartAsync();

        var answer = await bff.As("alice").PostTextAsync("/api/v1/connections", body);

        Assert.Equal(400, answer.Status);
        Assert.Equal("validation_failed", answer.Code);
        Assert.Equal([member], answer.InvalidMembers());
        Assert.Equal("none", answer.NextAction);
        Assert.DoesNotContain(LoginId, answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(bff.Flinks.Calls.All);
        Assert.False(await bff.ReadAsync(db => db.Connections.AnyAsync()));
    }
}
