using System.Net.Http.Headers;
using System.Text.Json;

namespace Flinks.Bff.Benchmarks.Yardsticks;

/// <summary>The two calls of the main job and nothing around them.</summary>
public sealed class FlinksCalls(string root) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromHours(1) });

    /// <returns>The answer of GetAccountsDetail, its body not yet read.</returns>
    public async Task<HttpResponseMessage> GetAccountsAsync(CancellationToken cancellationToken)
    {
        using var authorize = Post("Authorize", """{"LoginId":"00000000-0000-4000-8000-000000001001","MostRecentCached":true,"Save":true}"""u8);
        authorize.Headers.Add("flinks-auth-key", "00000000-0000-4000-8000-000000003001");
        using var authorized = await _http.SendAsync(authorize, cancellationToken);
        using var reply = JsonDocument.Parse(await authorized.Content.ReadAsByteArrayAsync(cancellationToken));
        var requestId = reply.RootElement.GetProperty("RequestId").GetGuid();

        using var detail = Post("GetAccountsDetail", JsonSerializer.SerializeToUtf8Bytes(new { RequestId = requestId, WithTransactions = true, DaysOfTransactions = "Days90" }));
        return await _http.SendAsync(detail, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <returns>The whole body.</returns>
    public async Task<byte[]> ReadAccountsAsync(CancellationToken cancellationToken)
    {
        using var reply = await GetAccountsAsync(cancellationToken);
        return await reply.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Post(string call, ReadOnlySpan<byte> body)
    {
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = Json;
        return new HttpRequestMessage(HttpMethod.Post, $"{root}/BankingServices/{call}") { Content = content };
    }
}
