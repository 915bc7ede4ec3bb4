using System.Net;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Connect;

public sealed class BankChoiceTests : SimulatorTest
{
    private const string Callback = "redirectUrl=https%3A%2F%2Fapp.example.test%2Fbank";

    [Fact]
    public async Task Every_bank_is_in_the_list()
    {
        var page = await OpenAsync("");

        Assert.All(BankDirectory.All, bank => Assert.Contains($"value=\"{bank.Name}\"", WebUtility.HtmlDecode(page.Screen), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_belongs_to_the_bank_it_was_connected_at()
    {
        var bank = BankDirectory.Find("9006")!;
        var page = await OpenAsync("");
        await page.SubmitAsync(("institution", bank.Name));
        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", "Everyday"));

        var reply = await Caller.AuthorizeAsync(new { LoginId = page.Events[^1].GetProperty("loginId").GetGuid(), MostRecentCached = true });

        Assert.Equal((bank.Name, bank.Id), (reply.Text("Institution"), reply.Body.GetProperty("InstitutionId").GetInt32()));
    }

    [Fact]
    public async Task A_closed_bank_sends_the_person_back_to_the_others()
    {
        var page = await OpenAsync("");

        await page.SubmitAsync(("institution", BankDirectory.ClosedBank.Name));
        await page.SubmitFormAsync("/back");

        Assert.Equal(["INSTITUTION_SELECTED", "DISABLED_INSTITUTION", "COMPONENT_LOAD_INSTITUTION_SELECTOR"], page.Told.TakeLast(3));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("backEnable=false", false)]
    public async Task The_way_back_can_be_closed(string parameters, bool isOpen)
    {
        var page = await OpenAsync(parameters);

        await page.SubmitAsync(("institution", "FlinksCapital"));

        Assert.Equal(isOpen, page.Screen.Contains("/back\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_comes_back_before_the_bank_has_answered_waits_on()
    {
        var page = await OpenAsync("");
        await page.SubmitAsync(("institution", BankDirectory.OAuthBank.Name), ("popup", "opened"));

        await page.SubmitFormAsync("/returned");

        Assert.Equal("POPUP_OPENED", page.Told[^1]);
        Assert.Contains("has not answered yet", page.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_refuses_at_the_bank_may_try_again()
    {
        var page = await OpenAsync("");
        await page.SubmitAsync(("institution", BankDirectory.OAuthBank.Name), ("popup", "opened"));

        await page.SayAtBankAsync(allow: false);
        await page.SubmitFormAsync("/returned");

        Assert.Equal("UNAUTHORIZED", page.Told[^1]);
        await page.SubmitFormAsync("/retry");
        Assert.Contains("/window\"", page.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_window_is_opened_by_a_button()
    {
        var page = await OpenAsync("");
        await page.SubmitAsync(("institution", BankDirectory.OAuthBank.Name), ("popup", "blocked"));

        await page.SubmitFormAsync("/window", ("popup", "opened"));

        Assert.Equal(["POPUP_BLOCKED", "POPUP_OPENED"], page.Told.TakeLast(2));
    }

    [Theory]
    [InlineData(true, "loginId=")]
    [InlineData(false, "error=access_denied&amp;error_description=")]
    public async Task The_banks_page_may_take_the_place_of_Connect(bool allow, string expected)
    {
        var page = await OpenAsync($"oauthWindowRedirect=true&{Callback}");
        await page.SubmitAsync(("institution", BankDirectory.OAuthBank.Name));
        Assert.True(page.LastStep.GetProperty("leavesFrame").GetBoolean());
        Assert.EndsWith("/provider?institution=SyntheticOAuthBank", page.LastStep.GetProperty("leaveTo").GetString(), StringComparison.Ordinal);

        var html = await page.SayAtBankAsync(allow);

        Assert.Contains("\"leaveTo\":\"https://app.example.test/bank?", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains(expected, WebUtility.HtmlDecode(html).Replace("\\u0026", "&amp;", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bank", "{}", "application/json")]
    [InlineData("bank", "--x", "multipart/form-data; boundary=x")]
    [InlineData("provider", "{}", "application/json")]
    public async Task What_is_no_form_is_not_found(string action, string body, string contentType)
    {
        var page = await OpenAsync("");
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);

        using var response = await Simulator.Http.PostAsync(page.AddressOf(action), content, RunningSimulator.Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/v2/Testing/")]
    [InlineData("/")]
    public async Task Other_addresses_of_the_documentation_open_Connect_too(string path)
    {
        var page = await new ConnectPage(Simulator.Http).OpenAsync($"{path}?authorizeToken={Flinks.IssueToken()}");

        Assert.Equal("APP_MOUNTED", page.Told[0]);
    }

    [Fact]
    public async Task What_is_shared_is_told_in_the_companys_words()
    {
        var page = await OpenAsync("consentEnable=true&features=TransactionHistory,%3Cb%3E");

        Assert.Contains("<ul><li>TransactionHistory</li><li>&lt;b&gt;</li></ul>", page.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terms_are_shown_with_their_link_only_if_they_can_be_opened()
    {
        var page = await OpenAsync("consentEnable=true&termsUrl=https%3A%2F%2Fa.test%2Fterms&termsTextLink=our%20rules");
        var unsafePage = await OpenAsync("consentEnable=true&termsUrl=javascript%3Aalert(1)");

        Assert.Contains("data-on=\"COMPONENT_ACCEPT_TERMS\" data-off=\"COMPONENT_DENY_TERMS\"", page.Screen, StringComparison.Ordinal);
        Assert.Contains(">our rules</a>", page.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("COMPONENT_ACCEPT_TERMS", unsafePage.Screen, StringComparison.Ordinal);
    }

    private Task<ConnectPage> OpenAsync(string parameters) =>
        new ConnectPage(Simulator.Http).OpenAsync($"/v2/?{parameters}&authorizeToken={Flinks.IssueToken()}");
}
