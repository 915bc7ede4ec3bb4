using System.Net;
using System.Net.Http.Json;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Faults;

public sealed class FaultShareTests : SimulatorTest
{
    private const int Calls = 400;

    [Fact]
    public async Task A_share_of_the_calls_is_met()
    {
        Flinks.Faults.Share(Fault.Code(503, "AGGREGATION_ERROR"), percent: 25);

        var met = (await StatusesAsync()).Count(status => status == 503);

        Assert.InRange(met, Calls / 5, Calls * 3 / 10);
    }

    [Fact]
    public async Task The_same_seed_picks_the_same_calls_and_another_one_others()
    {
        async Task<int[]> PlayAsync(int seed)
        {
            Flinks.Faults.Clear();
            Flinks.Faults.Share(Fault.Html(), percent: 10, FlinksEndpoint.GenerateAuthorizeToken, seed);
            return await StatusesAsync();
        }

        var first = await PlayAsync(7);
        var again = await PlayAsync(7);
        var other = await PlayAsync(8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task All_calls_are_met_until_the_faults_are_cleared()
    {
        Flinks.Faults.Share(Fault.Html(), percent: 100);
        Assert.All(await StatusesAsync(), status => Assert.Equal(502, status));

        Flinks.Faults.Clear();

        Assert.All(await StatusesAsync(), status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task A_share_is_meant_for_an_endpoint_or_a_login_and_for_no_other()
    {
        Flinks.Faults.Share(Fault.Code(500, "AGGREGATION_ERROR") with { LoginId = SimulatedLogins.NoMfa.LoginId }, 100, FlinksEndpoint.Authorize);

        Assert.Equal(200, (await Caller.CachedAsync(SimulatedLogins.Big)).Status);
        Assert.Equal(500, (await Caller.CachedAsync(SimulatedLogins.NoMfa)).Status);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData(null)]
    public async Task A_true_answer_may_be_mislabelled(string? contentType)
    {
        Flinks.Faults.Next(FlinksEndpoint.GenerateAuthorizeToken, new Fault.Mislabelled(contentType));

        using var response = await TokenAsync();

        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Token", await response.Content.ReadAsStringAsync(RunningSimulator.Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_code_of_Flinks_can_be_the_next_answer()
    {
        foreach (var code in FlinksCodes.All)
        {
            using var accepted = await Simulator.Http.PostAsJsonAsync("/sim/next", new { flinksCode = code }, RunningSimulator.Cancelled);
            var reply = await Caller.SummaryAsync(new { RequestId = Guid.NewGuid() });

            Assert.Equal((HttpStatusCode.NoContent, FlinksCodes.StatusOf(code), code), (accepted.StatusCode, reply.Status, reply.Code));
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(203)]
    [InlineData(204)]
    [InlineData(304)]
    [InlineData(400)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(599)]
    public async Task Every_status_can_be_the_next_answer(int status)
    {
        using var accepted = await Simulator.Http.PostAsJsonAsync("/sim/next", new { endpoint = "GenerateAuthorizeToken", status }, RunningSimulator.Cancelled);

        using var first = await TokenAsync();
        using var second = await TokenAsync();

        Assert.Equal((status, 200), ((int)first.StatusCode, (int)second.StatusCode));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"status":99}""")]
    [InlineData("""{"status":600}""")]
    [InlineData("""{"flinksCode":"RETRY_LATER","times":0}""")]
    [InlineData("""{"flinksCode":"RETRY_LATER","retryAfter":"-00:00:01"}""")]
    [InlineData("""{"flinksCode":"RETRY_LATER","endpoint":"Unknown"}""")]
    [InlineData("not json")]
    public async Task A_next_answer_that_makes_no_sense_is_refused(string body)
    {
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

        using var refused = await Simulator.Http.PostAsync("/sim/next", content, RunningSimulator.Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("throttle")]
    [InlineData("contentType")]
    public async Task What_is_scripted_is_listed(string kind)
    {
        using var accepted = await Simulator.Http.PostAsJsonAsync("/sim/faults", new { kind, percent = 12.5, endpoint = "Authorize" }, RunningSimulator.Cancelled);

        var listed = await Simulator.Http.GetFromJsonAsync<System.Text.Json.JsonElement>("/sim/faults", RunningSimulator.Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        Assert.Equal(("Authorize", 12.5), (listed[0].GetProperty("endpoint").GetString(), listed[0].GetProperty("percent").GetDouble()));
    }

    [Theory]
    [InlineData("""{"kind":"delay","by":"-00:00:01"}""")]
    [InlineData("""{"kind":"delay","by":"9.00:00:00"}""")]
    [InlineData("""{"kind":"html","status":1000}""")]
    [InlineData("""{"kind":"html","percent":0}""")]
    [InlineData("""{"kind":"html","percent":101}""")]
    [InlineData("""{"kind":"contentType","contentType":"no\nheader"}""")]
    [InlineData("""{"kind":"huge","bytes":1}""")]
    [InlineData("""{"kind":"code","flinksCode":null}""")]
    [InlineData("""{"kind":"answer","body":null}""")]
    public async Task A_fault_that_makes_no_sense_is_refused(string body)
    {
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

        using var refused = await Simulator.Http.PostAsync("/sim/faults", content, RunningSimulator.Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private async Task<int[]> StatusesAsync()
    {
        var statuses = new int[Calls];
        for (var call = 0; call < Calls; call++)
        {
            using var response = await TokenAsync();
            statuses[call] = (int)response.StatusCode;
        }

        return statuses;
    }

    private async Task<HttpResponseMessage> TokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/{Flinks.Options.CustomerId}/BankingServices/GenerateAuthorizeToken");
        request.Headers.Add("flinks-auth-key", Flinks.Options.SecretKey);
        return await Simulator.Http.SendAsync(request, RunningSimulator.Cancelled);
    }
}
