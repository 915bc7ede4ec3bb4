using System.Net;
using System.Text;

namespace Flinks.Bff.Tests.Platform.Requests;

/// <summary>On a real socket, where a body may be of unknown length.</summary>
public sealed class SocketBodyTests
{
    private const string Address = "/api/v1/resume-urls/verify";

    [Fact]
    public async Task An_empty_body_of_unknown_length_leaves_the_line_open_for_the_next_call()
    {
        await using var host = await KestrelHost.StartAsync();
        var lines = 0;
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync }) { BaseAddress = host.Address };

        for (var call = 0; call < 3; call++)
        {
            using var response = await http.PostAsync(Address, Chunked(""), TestContext.Current.CancellationToken);

            Assert.Equal((call, HttpStatusCode.BadRequest), (call, response.StatusCode));
        }

        Assert.Equal(1, lines);

        async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            lines++;
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        }
    }

    private static StreamContent Chunked(string body) => new(new OfUnknownLength(Encoding.UTF8.GetBytes(body))) { Headers = { ContentType = new("application/json") } };

    private sealed class OfUnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
