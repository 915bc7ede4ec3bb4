using Flinks.Simulator.Banks;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Banking;

public sealed class AuthorizeTests : SimulatorTest
{
    [Fact]
    public async Task A_success_has_the_shape_of_Flinks()
    {
        var reply = await Caller.AuthorizeAsync(new { SimulatedLogins.NoMfa.LoginId, MostRecentCached = true, Tag = "applicant=42" });

        Assert.Equal(200, reply.Status);
        Sample.AssertSameShape("authorize-200", reply.Body);
    }

    [Fact]
    public async Task The_router_ignores_case()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/V3/{Flinks.Options.CustomerId}/bankingservices/generateauthorizetoken");
        request.Headers.Add("flinks-auth-key", Flinks.Options.SecretKey);

        Assert.Equal(200, (await Caller.SendAsync(request)).Status);
    }

    [Fact]
    public async Task Another_company_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/{Guid.NewGuid()}/BankingServices/GenerateAuthorizeToken");
        request.Headers.Add("flinks-auth-key", Flinks.Options.SecretKey);

        var reply = await Caller.SendAsync(request);

        Assert.Equal((401, "UNAUTHORIZED"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task An_unknown_login_is_refused_as_the_knob_says(int status)
    {
        Flinks.Options.UnknownLoginStatus = status;

        var reply = await Caller.AuthorizeAsync(new { LoginId = Guid.NewGuid(), MostRecentCached = true });

        Assert.Equal((status, "INVALID_LOGIN"), (reply.Status, reply.Code));
        Sample.AssertSameShape("authorize-400-invalid-login", reply.Body);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"LoginId":"51510000-0000-4000-8000-000000000001","Institution":"FlinksCapital","Username":"a","Password":"b"}""")]
    [InlineData("""{"Institution":"FlinksCapital","Username":"a"}""")]
    public async Task A_body_without_a_valid_combination_is_refused(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/{Flinks.Options.CustomerId}/BankingServices/Authorize");
        request.Content = new StringContent(body);
        request.Headers.Add("flinks-auth-key", Flinks.IssueToken());

        var reply = await Caller.SendAsync(request);

        Assert.Equal((400, "INVALID_REQUEST"), (reply.Status, reply.Code));
        Sample.AssertSameShape("error-400-invalid-request", reply.Body);
    }

    [Fact]
    public async Task Names_match_without_case_and_booleans_may_be_text()
    {
        var reply = await Caller.AuthorizeAsync(new { loginId = SimulatedLogins.MfaQuestion.LoginId, mostRecentCached = "true" });

        Assert.Equal(200, reply.Status);
    }

    [Fact]
    public async Task A_live_success_makes_the_data_new_and_a_cached_one_keeps_their_age()
    {
        var cached = await Caller.CachedAsync(SimulatedLogins.NoMfa);
        var live = await Caller.LiveAsync(SimulatedLogins.NoMfa);

        Assert.Equal(Simulator.Clock.GetUtcNow().UtcDateTime.AddHours(-1), cached.LastRefresh);
        Assert.Equal(Simulator.Clock.GetUtcNow().UtcDateTime, live.LastRefresh);
    }

    [Fact]
    public async Task Each_authorize_opens_a_session_of_its_own() =>
        Assert.NotEqual((await Caller.CachedAsync(SimulatedLogins.NoMfa)).RequestId, (await Caller.CachedAsync(SimulatedLogins.NoMfa)).RequestId);

    [Fact]
    public async Task Credentials_connect_a_login_whose_id_stays_the_same()
    {
        var first = await Caller.ConnectAsync("greatday_nomfa");
        var second = await Caller.ConnectAsync("GREATDAY_NOMFA");
        var inFrench = await Caller.ConnectAsync("greatday_nomfa", language: "fr");

        var loginId = first.Body.GetProperty("Login").GetProperty("Id").GetGuid();
        Assert.Equal(loginId, second.Body.GetProperty("Login").GetProperty("Id").GetGuid());
        Assert.NotEqual(loginId, inFrench.Body.GetProperty("Login").GetProperty("Id").GetGuid());
        Assert.Equal(200, (await Caller.AuthorizeAsync(new { LoginId = loginId, MostRecentCached = true })).Status);
    }

    [Theory]
    [InlineData("greatday_nomfa", "wrong")]
    [InlineData("nobody", TestUsers.Password)]
    public async Task Wrong_credentials_are_refused(string username, string password)
    {
        var reply = await Caller.ConnectAsync(username, password);

        Assert.Equal(401, reply.Status);
        Sample.AssertSameShape("authorize-401-invalid-login", reply.Body);
    }

    [Theory]
    [InlineData("test_disabled_account", 401, "DISABLED_LOGIN")]
    [InlineData("test_service_unavailable", 401, "RETRY_LATER")]
    [InlineData("test_dispatched", 202, "OPERATION_DISPATCHED")]
    [InlineData("test_pending", 202, "OPERATION_PENDING")]
    public async Task Documented_users_do_what_Flinks_says(string username, int status, string code)
    {
        var reply = await Caller.ConnectAsync(username);

        Assert.Equal((status, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_login_that_is_not_to_be_saved_has_no_Login_object_and_no_way_back()
    {
        var reply = await Caller.AuthorizeAsync(
            new { Institution = "FlinksCapital", Username = "greatday_nomfa", Password = "Everyday", Save = false });

        Sample.AssertSameShape("authorize-200-not-saved", reply.Body);
        Assert.DoesNotContain(Flinks.Logins, login => login.Scenario.Username == "greatday_nomfa");
    }

    [Fact]
    public async Task A_failed_live_attempt_is_repeated_by_cached_ones_that_can_still_be_read()
    {
        var login = Flinks.Seed(new() { Name = "Failing", Username = "failing", Sentence = "-", OnLive = new("INVALID_PASSWORD") { Times = 1 } });

        await Caller.LiveAsync(login.Scenario with { LoginId = login.LoginId });
        var cached = await Caller.AuthorizeAsync(new { login.LoginId, MostRecentCached = true });

        Assert.Equal((401, "INVALID_PASSWORD"), (cached.Status, cached.Code));
        Assert.Equal(200, (await Caller.CollectAsync(cached.RequestId)).Status);
    }
}
