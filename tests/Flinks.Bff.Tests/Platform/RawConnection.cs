using System.Net.Sockets;
using System.Text;

namespace Flinks.Bff.Tests.Platform;

/// <summary>A connection on which bytes are sent as they are: what no client of good manners would send.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly TcpClient _connection;
    private readonly Stream _stream;

    private RawConnection(TcpClient connection)
    {
        _connection = connection;
        _stream = connection.GetStream();
    }

    public static async Task<RawConnection> OpenAsync(KestrelHost host)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(host.Address.Host, host.Address.Port, TestContext.Current.CancellationToken);
        return new RawConnection(connection);
    }

    public Task SendAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken).AsTask();

    /// <summary>The first byte of an answer.</summary>
    public async Task ReadByteAsync() => await _stream.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);

    /// <summary>All that comes until the other side closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var received = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(received, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Closed while bytes of ours were still on their way.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }

    public void Dispose() => _connection.Dispose();
}
