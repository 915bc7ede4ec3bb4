namespace Flinks.Bff.Platform.Settings;

/// <summary>The proxies before us. Bound from the <c>Proxy</c> section.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Networks (CIDR) from which <c>X-Forwarded-*</c> is believed. None: from nowhere.</summary>
    public List<string> KnownNetworks { get; set; } = [];
}
