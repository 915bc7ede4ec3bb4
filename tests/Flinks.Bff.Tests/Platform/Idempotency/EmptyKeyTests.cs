using System.Net;

namespace Flinks.Bff.Tests.Platform.Idempotency;

/// <summary>On a real socket: the in-process server leaves empty headers out.</summary>
public sealed class EmptyKeyTests
{
    [Fact]
    public async Task An_empty_key_is_refused()
    {
        await using var host = await KestrelHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/connections");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "");

        using var response = await host.As("alice").SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["Idempotency-Key"], await response.ReadInvalidMembersAsync());
    }
}
