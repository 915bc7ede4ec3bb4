using System.Net;

namespace Flinks.Client.Tests.Http;

public sealed class KeysTests
{
    [Theory]
    [InlineData("Mint", "the-secret-key", null)]
    [InlineData("Authorize", "token-1", null)]
    [InlineData("Answer", "token-1", null)]
    [InlineData("Collect", null, "the-api-key")]
    [InlineData("Poll", null, "the-api-key")]
    [InlineData("Summarize", null, "the-api-key")]
    [InlineData("PollSummary", null, "the-api-key")]
    [InlineData("DeleteCard", null, "the-api-key")]
    [InlineData("ListStatements", null, "the-api-key")]
    [InlineData("PollStatements", null, "the-api-key")]
    [InlineData("Analyse", null, "the-api-key")]
    [InlineData("Enrol", null, "the-api-key")]
    [InlineData("Institutions", null, "the-api-key")]
    [InlineData("SignIn", null, "the-api-key")]
    [InlineData("NightlyStatus", null, null)]
    public async Task A_key_goes_to_its_endpoints_only(string call, string? authKey, string? apiKey)
    {
        await using var flinks = new TestFlinks();
        if (call != "Mint")
        {
            flinks.Script.On(Calls.EndpointOf(call), _ => ScriptedFlinks.Html(HttpStatusCode.BadRequest));
        }

        await flinks.CallAsync(call);

        var sent = flinks.Script.Calls[^1];
        Assert.Equal(authKey, sent.Header("flinks-auth-key"));
        Assert.Equal(apiKey, sent.Header("x-api-key"));
    }

    [Fact]
    public async Task Only_the_nightly_status_is_asked_with_the_secret_as_bearer()
    {
        await using var flinks = new TestFlinks();
        foreach (var call in new[] { "NightlyStatus", "Institutions", "Enrol", "Analyse" })
        {
            flinks.Script.On(Calls.EndpointOf(call), _ => ScriptedFlinks.Html(HttpStatusCode.BadRequest));
            await flinks.CallAsync(call);
        }

        Assert.Equal(["Bearer the-secret-key", null, null, null], flinks.Script.Calls.Select(sent => sent.Header("Authorization")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_an_api_key_no_header_is_sent(string? apiKey)
    {
        await using var flinks = new TestFlinks(options => options.ApiKey = apiKey);
        flinks.Script.On("GetAccountsDetail", _ => ScriptedFlinks.Html(HttpStatusCode.BadRequest));

        await flinks.CallAsync("Collect");

        Assert.Null(flinks.Script.Calls[^1].Header("x-api-key"));
    }

    [Fact]
    public async Task A_repeated_call_carries_its_key_once()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("GetAccountsDetailAsync", _ => ScriptedFlinks.Html(HttpStatusCode.BadGateway));

        await flinks.CallAsync("Poll");

        Assert.Equal(["the-api-key", "the-api-key", "the-api-key"], flinks.Script.Calls.Select(sent => sent.Header("x-api-key")));
    }
}
