using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>What a lease is looked at for once more, when there is a connection.</summary>
public sealed class LeasedContentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_lease_is_lost_not_a_byte_leaves()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var client = new HttpClient();
        using var body = new LeasedContent(JsonContent.Create(new { mostRecentCached = false }), () => Task.FromException(new LeaseLostException()));
        var accepting = server.AcceptTcpClientAsync(Token);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => client.PostAsync(new Uri($"http://{server.LocalEndpoint}/Authorize"), body, Token));

        using var connection = await accepting;
        var received = new MemoryStream();
        await connection.GetStream().CopyToAsync(received, Token);
        Assert.True(LeaseLostException.Is(failure), $"{failure}");
        Assert.Equal(0, received.Length);
    }

    [Fact]
    public async Task While_it_is_held_the_body_leaves_as_it_is()
    {
        using var inner = new StringContent("""{"MostRecentCached":false}""", System.Text.Encoding.UTF8, "application/json");
        using var body = new LeasedContent(inner, () => Task.CompletedTask);

        Assert.Equal("""{"MostRecentCached":false}""", await body.ReadAsStringAsync(Token));
        Assert.Equal((inner.Headers.ContentType, inner.Headers.ContentLength), (body.Headers.ContentType, body.Headers.ContentLength));
    }
}
