namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Who may call from where, and how often.</summary>
public static class EdgeRules
{
    public static IEnumerable<string> Complaints(CorsOriginsOptions cors, ProxyOptions proxy, RateLimitsOptions limits) =>
    [
        .. cors.Origins.Index().Where(origin => !IsOrigin(origin.Item)).Select(origin => $"Cors:Origins:{origin.Index} is not an exact origin (scheme://host[:port])"),
        .. proxy.KnownNetworks.Index().Where(network => !Addresses.IsNetwork(network.Item)).Select(network => $"Proxy:KnownNetworks:{network.Index} is not a network (CIDR)"),
        .. proxy.KnownNetworks.Index().Where(network => Addresses.IsMuchTooWide(network.Item)).Select(network => $"Proxy:KnownNetworks:{network.Index} is far wider than any network of proxies: anybody could claim any address"),
        .. LimitRules.AtLeastOne("RateLimits:PerUserPerMinute", limits.PerUserPerMinute),
        .. LimitRules.AtLeastOne("RateLimits:PerAddressPerMinute", limits.PerAddressPerMinute),
    ];

    /// <summary>As a browser writes it, or it would never match.</summary>
    private static bool IsOrigin(string origin) =>
        Addresses.TryAbsolute(origin) is { } uri && !origin.Contains('*', StringComparison.Ordinal) && uri.Host.Length > 0
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase) && uri.UserInfo.Length == 0;
}
