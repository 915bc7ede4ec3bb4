using System.Net.Http.Json;
using System.Text.Json;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Tests.Infrastructure;

/// <summary>Calls the banking API as a foreign client does: plain HTTP and JSON, none of the simulator's types.</summary>
public sealed class FlinksCaller(HttpClient http, SimulatorOptions options)
{
    private string Root => $"/v3/{options.CustomerId}/BankingServices";

    public async Task<string> TokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/GenerateAuthorizeToken");
        request.Headers.Add("flinks-auth-key", options.SecretKey);
        var reply = await SendAsync(request);
        return reply.Text("Token") ?? throw new InvalidOperationException("No token.");
    }

    public async Task<FlinksReply> AuthorizeAsync(object body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/Authorize") { Content = JsonContent.Create(body) };
        request.Headers.Add("flinks-auth-key", token ?? await TokenAsync());
        return await SendAsync(request);
    }

    public async Task<FlinksReply> AuthorizeAsyncAsync(object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/AuthorizeAsync") { Content = JsonContent.Create(body) };
        request.Headers.Add("flinks-auth-key", await TokenAsync());
        return await SendAsync(request);
    }

    public Task<FlinksReply> CachedAsync(LoginScenario login) => AuthorizeAsync(new { login.LoginId, MostRecentCached = true });

    public Task<FlinksReply> LiveAsync(LoginScenario login) => AuthorizeAsync(new { login.LoginId, MostRecentCached = false, Save = true });

    public Task<FlinksReply> ConnectAsync(string username, string password = TestUsers.Password, string? language = null) =>
        AuthorizeAsync(new { Institution = "FlinksCapital", Username = username, Password = password, Save = true, MostRecentCached = false, Language = language });

    public Task<FlinksReply> AnswerAsync(Guid requestId, object answers) =>
        AuthorizeAsync(new { RequestId = requestId, SecurityResponses = answers });

    public Task<FlinksReply> DetailAsync(Guid requestId) => DetailAsync(new { RequestId = requestId });

    public Task<FlinksReply> DetailAsync(object body) => PostAsync("GetAccountsDetail", body);

    public Task<FlinksReply> SummaryAsync(object body) => PostAsync("GetAccountsSummary", body);

    public Task<FlinksReply> PollDetailAsync(Guid requestId) => DataAsync(new(HttpMethod.Get, $"{Root}/GetAccountsDetailAsync/{requestId}"));

    public Task<FlinksReply> PollSummaryAsync(Guid requestId) => DataAsync(new(HttpMethod.Get, $"{Root}/GetAccountsSummaryAsync/{requestId}"));

    public Task<FlinksReply> StatementsAsync(object body) => PostAsync("GetStatements", body);

    public Task<FlinksReply> PollStatementsAsync(Guid requestId) => DataAsync(new(HttpMethod.Get, $"{Root}/GetStatementsAsync/{requestId}"));

    public Task<FlinksReply> InstitutionsAsync(string query = "") => DataAsync(new(HttpMethod.Get, $"{Root}/Institutions{query}"));

    public Task<FlinksReply> AttributesAsync(Guid loginId, Guid requestId, params string[] names) =>
        DataAsync(new(HttpMethod.Post, $"/v3/{options.CustomerId}/insight/login/{loginId}/attributes/{requestId}") { Content = JsonContent.Create(new { Attributes = new { Card = names } }) });

    public Task<FlinksReply> ScheduleAsync(Guid loginId, bool isActivated) => PatchAsync("SetScheduledRefresh", new { LoginId = loginId, IsActivated = isActivated });

    public Task<FlinksReply> QuestionsAsync(Guid loginId) => SendAsync(new(HttpMethod.Get, $"{Root}/GetMFAQuestions/{loginId}"));

    public Task<FlinksReply> PatchAsync(string endpoint, object body) => SendAsync(new(HttpMethod.Patch, $"{Root}/{endpoint}") { Content = JsonContent.Create(body) });

    public Task<FlinksReply> NightlyStatusAsync(string secretKey) =>
        SendAsync(new(HttpMethod.Get, $"{Root}/GetNightlyRefreshStatus") { Headers = { Authorization = new("Bearer", secretKey) } });

    public async Task<FlinksReply> DeleteAsync(Guid loginId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Root}/DeleteCard/{loginId}");
        return await SendAsync(request);
    }

    /// <summary>Asks until the answer is no longer 202.</summary>
    public async Task<FlinksReply> CollectAsync(Guid requestId)
    {
        var reply = await DetailAsync(requestId);
        for (var polls = 0; reply.Status == 202 && polls < 10; polls++)
        {
            reply = await PollDetailAsync(requestId);
        }

        return reply;
    }

    public async Task<FlinksReply> SendAsync(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request, RunningSimulator.Cancelled);
        var text = await response.Content.ReadAsStringAsync(RunningSimulator.Cancelled);
        var body = text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        return new((int)response.StatusCode, body, text, response.Headers.RetryAfter?.Delta);
    }

    private Task<FlinksReply> PostAsync(string endpoint, object body) =>
        DataAsync(new(HttpMethod.Post, $"{Root}/{endpoint}") { Content = JsonContent.Create(body) });

    private async Task<FlinksReply> DataAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Add("x-api-key", options.ApiKey);
            return await SendAsync(request);
        }
    }
}
