using System.Net;

namespace Flinks.Client.Tests.Http;

public sealed class FlinksMetricsTests
{
    private const string Duration = "flinks.client.call.duration";

    [Fact]
    public async Task Every_attempt_is_measured_by_endpoint_and_status()
    {
        await using var flinks = new TestFlinks();
        using var measured = new Measured(flinks.Meters);
        flinks.Script.InTurn("GenerateAuthorizeToken", () => ScriptedFlinks.Html(HttpStatusCode.BadGateway), Token);

        await flinks.CallAsync("Mint");

        Assert.Equal(
            [
                "flinks.endpoint=GenerateAuthorizeToken http.response.status_class=5xx",
                "flinks.endpoint=GenerateAuthorizeToken http.response.status_class=2xx",
            ],
            measured.Tags(Duration));
    }

    [Fact]
    public async Task The_duration_is_that_of_the_call_in_seconds()
    {
        await using var flinks = new TestFlinks();
        using var measured = new Measured(flinks.Meters);
        flinks.Script.On("GetAccountsDetailAsync", async (_, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2.5), flinks.Time, cancellationToken);
            return ScriptedFlinks.Json(HttpStatusCode.Accepted, """{"FlinksCode":"OPERATION_PENDING"}""");
        });

        await flinks.CallAsync("Poll");

        Assert.Matches(@"^2\.[5-9]\d* flinks\.code=OPERATION_PENDING flinks\.endpoint=GetAccountsDetailAsync http\.response\.status_class=2xx$", Assert.Single(measured.Told(Duration)));
    }

    [Theory]
    [InlineData("CARD_IN_USE", "CARD_IN_USE")]
    [InlineData("SOMETHING_NEW_4711", "other")]
    public async Task Only_known_codes_become_tags(string code, string tag)
    {
        await using var flinks = new TestFlinks();
        using var measured = new Measured(flinks.Meters);
        flinks.Script.On("GetAccountsDetail", _ => ScriptedFlinks.Json(HttpStatusCode.BadRequest, $$"""{"HttpStatusCode":400,"FlinksCode":"{{code}}"}"""));

        await flinks.CallAsync("Collect");

        Assert.Equal([$"flinks.code={tag} flinks.endpoint=GetAccountsDetail http.response.status_class=4xx"], measured.Tags(Duration));
    }

    [Fact]
    public async Task A_call_without_an_answer_tells_why()
    {
        await using var flinks = new TestFlinks();
        using var measured = new Measured(flinks.Meters);
        flinks.Script.On("GetAccountsDetail", _ => throw new HttpRequestException("refused by 10.1.2.3"));

        await flinks.CallAsync("Collect");

        Assert.Equal(["error.type=System.Net.Http.HttpRequestException flinks.endpoint=GetAccountsDetail http.response.status_class=none"], measured.Tags(Duration));
    }

    [Fact]
    public async Task The_token_pool_shows_its_size_and_what_became_of_its_tokens()
    {
        await using var flinks = new TestFlinks(options => options.TokenPool = 2);
        using var measured = new Measured(flinks.Meters);
        flinks.Script.On("Authorize", _ => ScriptedFlinks.Json(HttpStatusCode.BadRequest, "{}"));

        await flinks.CallAsync("Cached");
        await flinks.Tokens.TopUpCompleted;
        await flinks.CallAsync("Cached");
        await flinks.Tokens.TopUpCompleted;

        Assert.Equal(["1 flinks.token_pool.result=miss", "1 flinks.token_pool.result=hit"], measured.Told("flinks.client.token_pool.taken"));
        Assert.Equal(["2"], measured.Observe("flinks.client.token_pool.size"));
    }

    [Fact]
    public async Task Tokens_that_were_refused_or_grew_old_are_counted()
    {
        await using var flinks = new TestFlinks(options => options.TokenPool = 2);
        using var measured = new Measured(flinks.Meters);
        await flinks.Tokens.TakeAsync(TestContext.Current.CancellationToken);
        await flinks.Tokens.TopUpCompleted;

        flinks.Time.Advance(TimeSpan.FromMinutes(6));
        await flinks.Tokens.TakeAsync(TestContext.Current.CancellationToken);
        await flinks.Tokens.TopUpCompleted;
        flinks.Tokens.Discard();

        Assert.Equal(
            ["1 flinks.token_pool.reason=aged", "1 flinks.token_pool.reason=aged", "2 flinks.token_pool.reason=refused"],
            measured.Told("flinks.client.token_pool.discarded"));
    }

    [Fact]
    public async Task A_circuit_that_opens_shows_it_and_the_others_do_not()
    {
        await using var flinks = new TestFlinks();
        using var measured = new Measured(flinks.Meters);
        flinks.Script.On("GetAccountsDetail", _ => ScriptedFlinks.Html(HttpStatusCode.BadGateway));

        for (var call = 0; call < 30; call++)
        {
            await flinks.CallAsync("Collect");
        }

        Assert.Equal(
            [
                "0 flinks.circuit=minting", "0 flinks.circuit=authorizing", "2 flinks.circuit=collecting", "0 flinks.circuit=polling", "0 flinks.circuit=deleting",
                "0 flinks.circuit=statements", "0 flinks.circuit=attributes", "0 flinks.circuit=scheduling", "0 flinks.circuit=informing",
            ],
            measured.Observe("flinks.client.circuit.state"));
    }

    private static HttpResponseMessage Token() => ScriptedFlinks.Json(HttpStatusCode.OK, """{"HttpStatusCode":200,"Token":"t"}""");
}
