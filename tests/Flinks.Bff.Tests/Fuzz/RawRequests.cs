using System.Net.Sockets;
using System.Text;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>Bytes on a socket that are hardly HTTP. The server may refuse them as it likes, or close; it must not fail, and not keep the line open.</summary>
internal sealed class RawRequests(Uri address, Random chance)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private static readonly string[] Shapes =
    [
        "GET /api/v1/connections HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/v1/connections/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/v1/connections/../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://evil.example.test/api/v1/connections HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /health/ready HTTP/1.0\r\n\r\n",
        "GET /health/ready HTTP/3.7\r\nHost: a\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT evil.example.test:443 HTTP/1.1\r\nHost: a\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n",
        "POST /api/v1/connections HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "POST /api/v1/resume-urls/verify HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n",
        "POST /api/v1/resume-urls/verify HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
        "POST /api/v1/resume-urls/verify HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"url\":",
        "POST /webhooks/flinks HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \0\x01\x02\r\n folded\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        "\r\n\r\n\r\n",
    ];

    /// <returns>What was wrong; null if nothing was.</returns>
    public async Task<string?> SendAsync()
    {
        var shape = Encoding.Latin1.GetBytes(chance.Pick(Shapes));
        var bytes = chance.Hits(0.5) ? OddBodies.SpoilBytes(shape, chance) : shape;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var answer = await TalkAsync(bytes, patience.Token);
            return answer.Contains(" 500 ", StringComparison.Ordinal) || answer.Contains("\nServer:", StringComparison.OrdinalIgnoreCase) ? Told(bytes, answer) : null;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return Told(bytes, $"The line was still open after {Patience.TotalSeconds} s.");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // Refused by closing the line.
            return null;
        }
    }

    private async Task<string> TalkAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = line.GetStream();
        await stream.WriteAsync(bytes, cancellationToken);
        line.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static string Told(byte[] sent, string answer) => $"Raw: {Encoding.Latin1.GetString(sent)}\n{answer}\n";
}
