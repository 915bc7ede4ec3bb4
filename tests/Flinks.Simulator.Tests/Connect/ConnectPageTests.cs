using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Connect;

public sealed class ConnectPageTests : SimulatorTest
{
    private const string Callback = "redirectUrl=https%3A%2F%2Fapp.example.test%2Fbank%2Fcallback%3Fstate%3Dst_9f2c";

    [Fact]
    public async Task A_connection_without_questions_tells_what_Flinks_tells()
    {
        var page = await OpenAsync($"consentEnable=false&{Callback}");

        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", "Everyday"));

        Transcript.AssertSame("event-flow-success-no-mfa", page.Events);
    }

    [Fact]
    public async Task A_wrong_password_may_be_tried_again()
    {
        var page = await OpenAsync("");
        await page.SubmitAsync(("institution", "FlinksCapital"));

        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", "wrong"));
        await page.SubmitAsync();
        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", "Everyday"));

        Assert.Equal(
            [
                "APP_MOUNTED", "COMPONENT_LOAD_INSTITUTION_SELECTOR", "INSTITUTION_SELECTED", "COMPONENT_LOAD_CREDENTIAL", "SUBMIT_CREDENTIAL",
                "INVALID_LOGIN", "COMPONENT_LOAD_CREDENTIAL_RETRY", "COMPONENT_LOAD_CREDENTIAL", "SUBMIT_CREDENTIAL", "REDIRECT",
            ],
            page.Told);
    }

    [Fact]
    public async Task Consent_and_questions_come_in_their_places()
    {
        var page = await OpenAsync("consentEnable=true");

        await page.SubmitAsync(("agree", "true"));
        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", "Greatday"), ("password", "Everyday"));
        await page.SubmitAsync(("answer-0", "Montreal"));
        await page.SubmitAsync(("answer-0", "Canada"));
        await page.SubmitAsync(("answer-0", "Triangle"));

        Assert.Equal(
            [
                "APP_MOUNTED", "COMPONENT_LOAD_CONSENT", "COMPONENT_ACCEPT_CONSENT", "COMPONENT_LOAD_INSTITUTION_SELECTOR", "INSTITUTION_SELECTED",
                "COMPONENT_LOAD_CREDENTIAL", "SUBMIT_CREDENTIAL", "COMPONENT_LOAD_MFA", "SUBMIT_MFA", "COMPONENT_LOAD_MFA", "SUBMIT_MFA",
                "COMPONENT_LOAD_MFA", "SUBMIT_MFA", "REDIRECT",
            ],
            page.Told);
    }

    [Fact]
    public async Task Refused_consent_ends_the_visit()
    {
        var page = await OpenAsync($"consentEnable=true&{Callback}");

        await page.SubmitAsync(("agree", "false"));

        Transcript.AssertSame("event-flow-consent-denied", page.Events);
    }

    [Fact]
    public async Task A_connected_login_can_be_read()
    {
        var page = await ConnectAsync("");
        var loginId = page.Events[^1].GetProperty("loginId").GetGuid();

        var session = await Caller.AuthorizeAsync(new { LoginId = loginId, MostRecentCached = true });

        Assert.Equal(200, (await Caller.CollectAsync(session.RequestId)).Status);
    }

    [Fact]
    public async Task A_bank_in_the_path_skips_the_list()
    {
        var page = await new ConnectPage(Simulator.Http).OpenAsync($"/v2/Credential/FlinksCapital?authorizeToken={Flinks.IssueToken()}");

        Assert.Equal(["APP_MOUNTED", "COMPONENT_LOAD_CREDENTIAL"], page.Told);
    }

    [Fact]
    public async Task The_end_of_tries_is_told()
    {
        var page = await OpenAsync("maximumRetry=1");
        await page.SubmitAsync(("institution", "FlinksCapital"));

        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", "wrong"));

        Assert.Equal(["INVALID_LOGIN", "MAXIMUM_RETRY_REACHED"], page.Told.TakeLast(2));
    }

    [Fact]
    public async Task A_bank_that_is_down_ends_the_visit()
    {
        var page = await OpenAsync("");
        await page.SubmitAsync(("institution", "FlinksCapital"));

        await page.SubmitAsync(("username", "test_service_unavailable"), ("password", "Everyday"));

        Assert.Equal("RETRY_LATER", page.Told[^1]);
        Assert.DoesNotContain("<form", page.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Callback, true, true)]
    [InlineData($"{Callback}&innerRedirect=true", true, false)]
    [InlineData($"{Callback}&jsRedirect=true", false, false)]
    [InlineData($"{Callback}&jsRedirect=true&innerRedirect=true", false, false)]
    [InlineData("", false, false)]
    [InlineData("redirectUrl=javascript:alert(1)", false, false)]
    public async Task The_browser_leaves_as_the_address_says(string parameters, bool leaves, bool leavesFrame)
    {
        var page = await ConnectAsync(parameters);

        Assert.Equal(leaves, page.LastStep.TryGetProperty("leaveTo", out _));
        Assert.Equal(leavesFrame, page.LastStep.GetProperty("leavesFrame").GetBoolean());
    }

    [Theory]
    [InlineData("redirectUrl=https%3A%2F%2Fa.test%2Fdone&tag=conn_7%201", "https://a.test/done?loginId={0}&tag=conn_7%201&institution=FlinksCapital")]
    [InlineData(Callback, "https://app.example.test/bank/callback?state=st_9f2c&loginId={0}&institution=FlinksCapital")]
    [InlineData("redirectUrl=https%3A%2F%2Fa.test%2F%23top", "https://a.test/?loginId={0}&institution=FlinksCapital#top")]
    [InlineData("redirectUrl=myapp%3A%2F%2Fcallback", "myapp://callback?loginId={0}&institution=FlinksCapital")]
    [InlineData("", "http://localhost/v2/Result/FlinksCapital?thank-you=true&loginId={0}&institution=FlinksCapital")]
    public async Task The_address_at_the_end_carries_the_login(string parameters, string expected)
    {
        var page = await ConnectAsync(parameters);

        var redirect = page.Events[^1];
        Assert.Equal(expected.Replace("{0}", redirect.GetProperty("loginId").GetString(), StringComparison.Ordinal), redirect.GetProperty("url").GetString());
    }

    [Fact]
    public async Task The_page_speaks_French()
    {
        var page = await OpenAsync("language=fr");

        Assert.Contains("Choisissez votre banque", System.Net.WebUtility.HtmlDecode(page.Screen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_address_says_is_encoded()
    {
        var page = await OpenAsync("consentEnable=true&customerName=%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        Assert.DoesNotContain("<script", page.Screen, StringComparison.Ordinal);
        Assert.Contains("&lt;script", page.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_that_it_is_a_simulator_and_loads_nothing_from_elsewhere()
    {
        using var response = await Simulator.Http.GetAsync($"/v2/?stringify=true&authorizeToken={Flinks.IssueToken()}", RunningSimulator.Cancelled);
        var html = await response.Content.ReadAsStringAsync(RunningSimulator.Cancelled);

        Assert.Contains("Simulator: invented data", html, StringComparison.Ordinal);
        Assert.Contains("data-stringify=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/pages/connect.js", "text/javascript")]
    [InlineData("/pages/simulator.css", "text/css")]
    public async Task Its_files_are_served(string path, string contentType)
    {
        using var response = await Simulator.Http.GetAsync(path, RunningSimulator.Cancelled);

        Assert.Equal((System.Net.HttpStatusCode.OK, contentType), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task The_X_only_tells()
    {
        var page = await OpenAsync("closeEnable=true");
        var close = page.Screen[page.Screen.LastIndexOf("/v2/visits/", StringComparison.Ordinal)..];
        using var form = new FormUrlEncodedContent([]);

        using var response = await Simulator.Http.PostAsync(close[..close.IndexOf('"', StringComparison.Ordinal)], form, RunningSimulator.Cancelled);

        Assert.Contains("COMPONENT_CLOSE_SESSION", await response.Content.ReadAsStringAsync(RunningSimulator.Cancelled), StringComparison.Ordinal);
    }

    private Task<ConnectPage> OpenAsync(string parameters) =>
        new ConnectPage(Simulator.Http).OpenAsync($"/v2/?{parameters}&authorizeToken={Flinks.IssueToken()}");

    private async Task<ConnectPage> ConnectAsync(string parameters)
    {
        var page = await OpenAsync(parameters);
        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", "Everyday"));
        return page;
    }
}
