using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Client.Tests;

public sealed class FlinksClientTests
{
    [Theory]
    [InlineData("Authorize", """{"LoginId":"00000000-0000-4000-8000-000000001001","MostRecentCached":false,"Save":true}""")]
    [InlineData("Cached", """{"LoginId":"00000000-0000-4000-8000-000000001001","MostRecentCached":true,"Save":true}""")]
    [InlineData("Answer", """{"RequestId":"00000000-0000-4000-8000-000000002001","SecurityResponses":{"What city were you born in?":["Montreal"]}}""")]
    public async Task Authorize_sends_just_what_its_case_needs(string call, string expected)
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("Authorize", _ => ScriptedFlinks.Json(HttpStatusCode.OK, Samples.Text("authorize-200")));

        await flinks.CallAsync(call);

        var sent = Assert.Single(flinks.Script.To("Authorize"));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(sent.Body)), sent.Body);
        Assert.Equal("token-1", sent.Header("flinks-auth-key"));
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public async Task An_Authorize_that_cannot_leave_at_once_is_not_sent(int seconds, bool isSent)
    {
        TestFlinks? self = null;
        await using var flinks = self = new TestFlinks(register: services => services
            .AddHttpClient(FlinksClientRegistration.HttpClientName)
            .AddHttpMessageHandler(() => new StandsStill(() => self!.Time.Advance(TimeSpan.FromSeconds(seconds)))));
        flinks.Script.On("Authorize", _ => ScriptedFlinks.Json(HttpStatusCode.OK, """{"HttpStatusCode":200,"RequestId":"00000000-0000-4000-8000-000000002001"}"""));

        var outcome = await flinks.Client.AuthorizeAsync(TestFlinks.LoginId, cached: false, TestContext.Current.CancellationToken);

        Assert.Equal(isSent, outcome is FlinksOutcome.Authorized);
        Assert.Equal(!isSent, outcome is FlinksOutcome.Unavailable);
        Assert.Equal(isSent ? 1 : 0, flinks.Script.To("Authorize").Count);
    }

    [Fact]
    public async Task Collecting_sends_the_options_in_Flinks_words()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("GetAccountsDetail", _ => ScriptedFlinks.Json(HttpStatusCode.OK, Samples.Text("accounts-detail-200")));
        var options = new DataOptions { WithKyc = false, DaysOfTransactions = 365, AccountIds = [Guid.Parse("00000000-0000-4000-8000-000000004001")] };

        await flinks.Client.CollectAsync(TestFlinks.RequestId, options, TestContext.Current.CancellationToken);

        var expected = """
            {"RequestId":"00000000-0000-4000-8000-000000002001","WithAccountIdentity":true,"WithKYC":false,"WithTransactions":true,"WithBalance":true,
             "DaysOfTransactions":"Days365","AccountsFilter":["00000000-0000-4000-8000-000000004001"]}
            """;
        var sent = Assert.Single(flinks.Script.Calls);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(sent.Body)), sent.Body);
    }

    [Fact]
    public async Task Enrichment_is_asked_for_beside_the_banking_services()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("attributes", _ => ScriptedFlinks.Json(HttpStatusCode.OK, Samples.Text("attributes-200")));

        await flinks.CallAsync("Analyse");

        var sent = Assert.Single(flinks.Script.Calls);
        Assert.Equal(
            $"https://flinks.test/v3/{TestFlinks.CustomerId}/insight/login/00000000-0000-4000-8000-000000001001/attributes/00000000-0000-4000-8000-000000002001",
            sent.Address.AbsoluteUri);
        Assert.Equal("""{"Attributes":{"Card":["balance_min"]}}""", sent.Body);
    }

    [Theory]
    [InlineData("Enrol", """{"LoginId":"00000000-0000-4000-8000-000000001001","IsActivated":true}""")]
    [InlineData("TakeOff", """{"LoginId":"00000000-0000-4000-8000-000000001001","IsActivated":false}""")]
    public async Task Enrolment_by_night_is_a_real_boolean(string call, string expected)
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("SetScheduledRefresh", _ => ScriptedFlinks.Json(HttpStatusCode.OK, "\"anything at all\""));

        var outcome = await flinks.CallAsync(call);

        Assert.IsType<FlinksOutcome.Scheduled>(outcome);
        Assert.Equal(expected, Assert.Single(flinks.Script.Calls).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Welcome to our network</html>")]
    [InlineData("""{"HttpStatusCode":500,"FlinksCode":"AGGREGATION_ERROR"}""")]
    public async Task A_200_that_is_not_Flinks_own_enrols_nobody(string body)
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("SetScheduledRefresh", _ => ScriptedFlinks.Json(HttpStatusCode.OK, body));

        Assert.IsType<FlinksOutcome.Failed>(await flinks.CallAsync("Enrol"));
    }

    [Theory]
    [InlineData("Mint", "POST", "GenerateAuthorizeToken")]
    [InlineData("Authorize", "POST", "Authorize")]
    [InlineData("Collect", "POST", "GetAccountsDetail")]
    [InlineData("Poll", "GET", "GetAccountsDetailAsync/00000000-0000-4000-8000-000000002001")]
    [InlineData("Summarize", "POST", "GetAccountsSummary")]
    [InlineData("PollSummary", "GET", "GetAccountsSummaryAsync/00000000-0000-4000-8000-000000002001")]
    [InlineData("DeleteCard", "DELETE", "DeleteCard/00000000-0000-4000-8000-000000001001")]
    [InlineData("ListStatements", "POST", "GetStatements")]
    [InlineData("PollStatements", "GET", "GetStatementsAsync/00000000-0000-4000-8000-000000002001")]
    [InlineData("Enrol", "PATCH", "SetScheduledRefresh")]
    [InlineData("NightlyStatus", "GET", "GetNightlyRefreshStatus")]
    [InlineData("Institutions", "GET", "Institutions?skip=0&take=1000")]
    public async Task A_call_goes_to_its_address(string call, string method, string path)
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On(Calls.EndpointOf(call), _ => ScriptedFlinks.Html(HttpStatusCode.BadRequest));

        await flinks.CallAsync(call);

        var sent = flinks.Script.Calls[^1];
        Assert.Equal($"https://flinks.test/v3/{TestFlinks.CustomerId}/BankingServices/{path}", sent.Address.AbsoluteUri);
        Assert.Equal(method, sent.Method.Method);
        Assert.Equal("application/json", sent.Header("Accept"));
    }

    [Theory]
    [InlineData("Authorize")]
    [InlineData("Cached")]
    [InlineData("Answer")]
    public async Task A_refused_token_is_replaced_by_a_new_one_once(string call)
    {
        await using var flinks = new TestFlinks(options => options.TokenPool = 2);
        flinks.Script.On("Authorize", sent => sent.Header("flinks-auth-key") == "token-1"
            ? ScriptedFlinks.Json(HttpStatusCode.Unauthorized, Samples.Text("authorize-401-invalid-token"))
            : ScriptedFlinks.Json(HttpStatusCode.OK, Samples.Text("authorize-200")));

        var outcome = await flinks.CallAsync(call);

        Assert.IsType<FlinksOutcome.Authorized>(outcome);
        Assert.Equal(2, flinks.Script.To("Authorize").Count);
    }

    [Fact]
    public async Task A_second_refusal_stands()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("Authorize", _ => ScriptedFlinks.Json(HttpStatusCode.Unauthorized, Samples.Text("authorize-401-invalid-token")));

        var outcome = await flinks.CallAsync("Authorize");

        Assert.Equal(new FlinksOutcome.RejectedUs("UNAUTHORIZED"), outcome);
        Assert.Equal(["token-1", "token-2"], flinks.Script.To("Authorize").Select(sent => sent.Header("flinks-auth-key")));
    }

    [Fact]
    public async Task Without_a_token_there_is_no_Authorize()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("GenerateAuthorizeToken", _ => ScriptedFlinks.Json(HttpStatusCode.Unauthorized, Samples.Text("generate-authorize-token-401")));

        var outcome = await flinks.CallAsync("Authorize");

        Assert.Equal(new FlinksOutcome.RejectedUs("UNAUTHORIZED"), outcome);
        Assert.Single(flinks.Script.Calls);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Mon, 02 Mar 2026 14:01:30 GMT", 90)]
    [InlineData("Mon, 02 Mar 2020 14:01:30 GMT", 0)]
    [InlineData("soon", null)]
    public async Task Flinks_own_pause_is_carried_on(string header, int? seconds)
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("Authorize", _ =>
        {
            var response = ScriptedFlinks.Json(HttpStatusCode.TooManyRequests, Samples.Text("error-429-too-many-requests"));
            response.Headers.TryAddWithoutValidation("Retry-After", header);
            return response;
        });

        var throttled = Assert.IsType<FlinksOutcome.Throttled>(await flinks.CallAsync("Authorize"));

        Assert.Equal(seconds, throttled.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task The_caller_s_cancellation_leaves_as_such()
    {
        await using var flinks = new TestFlinks();
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        flinks.Script.On("GetAccountsDetailAsync", async (_, cancellationToken) =>
        {
            await hangUp.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return ScriptedFlinks.Html(HttpStatusCode.OK);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flinks.Client.PollAsync(TestFlinks.RequestId, hangUp.Token));
    }

    [Fact]
    public async Task A_payload_that_names_a_code_of_trouble_is_no_data()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("GetAccountsDetail", _ => ScriptedFlinks.Json(HttpStatusCode.OK, """{"HttpStatusCode":200,"FlinksCode":"OPERATION_PENDING","Accounts":[]}"""));

        Assert.IsType<FlinksOutcome.Pending>(await flinks.CallAsync("Collect"));
    }

    [Fact]
    public async Task Nothing_prints_a_secret()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("Authorize", _ => ScriptedFlinks.Json(HttpStatusCode.NonAuthoritativeInformation, Samples.Text("authorize-203-question")));

        var printed = $"{await flinks.CallAsync("Authorize")} {await flinks.CallAsync("Mint")} {TestFlinks.LoginId} {TestFlinks.Options()}";

        Assert.DoesNotContain("0000-4000-8000", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("token-", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("city", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret-key", printed, StringComparison.Ordinal);
    }

    /// <summary>Time goes by between the decision to call and the call.</summary>
    private sealed class StandsStill(Action pass) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            pass();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
