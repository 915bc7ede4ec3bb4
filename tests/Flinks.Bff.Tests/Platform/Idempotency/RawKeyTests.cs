using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Flinks.Bff.Tests.Platform.Idempotency;

public sealed class RawKeyTests
{
    [Fact]
    public async Task A_key_with_bytes_beyond_ASCII_is_refused_by_name()
    {
        await using var host = await KestrelHost.StartAsync();
        using var anybody = host.Anonymous();
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = anybody.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.For("alice", TimeProvider.System.GetUtcNow()));
        client.DefaultRequestHeaders.TryAddWithoutValidation("Idempotency-Key", "clé");

        using var answer = await client.PostAsJsonAsync("/api/v1/connect-sessions", new { }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(problem.GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
    }
}
