using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Flinks.Bff.Tests.Hosting;

/// <summary>A frontend: one caller with its token.</summary>
public sealed class BffClient(HttpClient http, string? token, CancellationToken hangUp = default)
{
    /// <summary>The same caller, who does not wait for ever.</summary>
    public BffClient HangingUp(CancellationToken cancellationToken) => new(http, token, cancellationToken);

    /// <summary>Links a login.</summary>
    public Task<BffAnswer> ConnectAsync(Guid loginId, object? more = null, params (string Name, string Value)[] headers) =>
        PostAsync("/api/v1/connections", With(new Dictionary<string, object?> { ["loginId"] = loginId }, more), headers);

    /// <summary>Gets a connection's data anew.</summary>
    public Task<BffAnswer> RetrieveAsync(Guid connectionId, object? body = null, params (string Name, string Value)[] headers) =>
        PostAsync($"/api/v1/connections/{connectionId}/retrievals", body, headers);

    public Task<BffAnswer> GetAsync(string address, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, address, null, headers);

    public Task<BffAnswer> DeleteAsync(string address) => SendAsync(HttpMethod.Delete, address, null);

    /// <summary>Posts JSON, or nothing.</summary>
    public Task<BffAnswer> PostAsync(string address, object? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, address, body is null ? null : JsonContent.Create(body), headers);

    /// <summary>Posts text as it is.</summary>
    public Task<BffAnswer> PostTextAsync(string address, string body, string contentType = "application/json") =>
        SendAsync(HttpMethod.Post, address, new StringContent(body, new MediaTypeHeaderValue(contentType)));

    public async Task<BffAnswer> SendAsync(HttpMethod method, string address, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(hangUp, TestContext.Current.CancellationToken);
        using var response = await http.SendAsync(request, either.Token);
        return await BffAnswer.OfAsync(response);
    }

    private static Dictionary<string, object?> With(Dictionary<string, object?> body, object? more)
    {
        foreach (var member in more?.GetType().GetProperties() ?? [])
        {
            body[member.Name] = member.GetValue(more);
        }

        return body;
    }
}

/// <summary>What came back.</summary>
public sealed record BffAnswer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public Guid ConnectionId => Json.GetProperty("connectionId").GetGuid();

    public Guid RetrievalId => Json.GetProperty("retrievalId").GetGuid();

    public string? State => Json.GetProperty("state").GetString();

    /// <summary>The problem's code.</summary>
    public string? Code => Json.GetProperty("code").GetString();

    public string? NextAction => Json.GetProperty("nextAction").GetProperty("type").GetString();

    public string? NextMethod => Json.GetProperty("nextAction").GetProperty("method").GetString();

    public string? NextUrl => Json.GetProperty("nextAction").GetProperty("url").GetString();

    public static async Task<BffAnswer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
