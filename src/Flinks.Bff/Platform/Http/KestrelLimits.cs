using System.Text;
using Flinks.Bff.Platform.Idempotency;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Flinks.Bff.Platform.Http;

/// <summary>
/// What a connection may cost before a request is read. Kestrel's own limits that are not named here fit: 8 KiB for the first line, 100 headers
/// of 32 KiB together, 240 bytes per second for a body or an answer that is under way, 130 s for a connection that is idle.
/// </summary>
public static class KestrelLimits
{
    /// <summary>Each open stream of events is a connection. More than these are no customers any more, and would take the file handles that calls to Flinks need.</summary>
    public const int MostConnections = 20_000;

    /// <summary>Ours arrive in one packet.</summary>
    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // Any byte may come in, so that it is refused by name; Kestrel itself would answer a bare 400.
        kestrel.RequestHeaderEncodingSelector = name => name.Equals(IdempotencyFilter.Header, StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
        // Also for requests that are answered before their route is known; a route that takes more says so.
        kestrel.Limits.MaxRequestBodySize = BodyLimit.Usual;
    }
}
