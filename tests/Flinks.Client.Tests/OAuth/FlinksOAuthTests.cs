using System.Net;

namespace Flinks.Client.Tests.OAuth;

public sealed class FlinksOAuthTests
{
    [Fact]
    public async Task Flinks_is_told_the_bank_and_the_way_back_and_names_the_banks_site()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("authorize", _ => Redirect("https://bank.example.test/sign-in?x=1"));

        var outcome = await flinks.CallAsync("SignIn");

        Assert.Equal("https://bank.example.test/sign-in?x=1", Assert.IsType<FlinksOutcome.SignInOffered>(outcome).Address.AbsoluteUri);
        Assert.Equal(
            "https://flinks.test/v3/oauth/authorize?institution_id=14&redirect_uri=https%3A%2F%2Fbff.example.test%2Fback&state=state&lang=en&tag=tag",
            Assert.Single(flinks.Script.Calls).Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://bank.example.test/sign-in")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://bank.example.test/")]
    [InlineData(null)]
    public async Task Nobody_is_sent_where_a_browser_should_not_go(string? location)
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("authorize", _ => Redirect(location));

        Assert.IsType<FlinksOutcome.Failed>(await flinks.CallAsync("SignIn"));
    }

    [Theory]
    [InlineData(400, "INVALID_REQUEST", "Misused")]
    [InlineData(401, "UNAUTHORIZED", "RejectedUs")]
    [InlineData(401, "INVALID_LOGIN", "Failed")]
    [InlineData(405, "DISABLED_INSTITUTION", "InstitutionUnavailable")]
    [InlineData(200, "OK", "Failed")]
    [InlineData(202, "OPERATION_PENDING", "Failed")]
    public async Task What_is_no_redirect_is_judged_as_any_answer(int status, string code, string expected)
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("authorize", _ => ScriptedFlinks.Json((HttpStatusCode)status, $$"""{"HttpStatusCode":{{status}},"FlinksCode":"{{code}}"}"""));

        Assert.Equal(expected, (await flinks.CallAsync("SignIn")).GetType().Name);
    }

    private static HttpResponseMessage Redirect(string? location)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Found);
        if (location is not null)
        {
            response.Headers.TryAddWithoutValidation("Location", location);
        }

        return response;
    }
}
