using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Flinks.Bff.DevHost;

/// <summary>
/// Where the BFF listens. Its own settings name that address before it starts, so a port that the system is to choose
/// (<c>--urls http://127.0.0.1:0</c>) is taken at once and handed to the server.
/// </summary>
public static class DevAddress
{
    private const string Usual = "http://localhost:5080";

    public static string Take(WebApplicationBuilder builder)
    {
        var wanted = (builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? Usual).Split(';')[0].TrimEnd('/');
        if (!Uri.TryCreate(wanted, UriKind.Absolute, out var uri) || uri.Port != 0)
        {
            return wanted;
        }

        var host = IPAddress.Parse(uri.Host);
        var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(host, port: 0));
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = _ => socket);

        var taken = $"{uri.Scheme}://{socket.LocalEndPoint}";
        builder.WebHost.UseUrls(taken);
        return taken;
    }
}
