using Flinks.Client;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Exactly one way to know callers, complete.</summary>
public static class AuthRules
{
    public static IEnumerable<string> Complaints(AuthOptions auth, FlinksOptions flinks)
    {
        var byDiscovery = !string.IsNullOrEmpty(auth.Authority);
        var bySharedKey = !string.IsNullOrEmpty(auth.Issuer) || !string.IsNullOrEmpty(auth.SigningKey) || auth.PreviousSigningKeys.Count > 0;

        if (byDiscovery && bySharedKey)
        {
            return ["Auth:Authority excludes Auth:Issuer, Auth:SigningKey and Auth:PreviousSigningKeys; set one group"];
        }

        if (!byDiscovery && !bySharedKey)
        {
            return [string.IsNullOrEmpty(auth.Audience)
                ? "Auth:Authority and Auth:Audience are missing (or Auth:Issuer, Auth:Audience and Auth:SigningKey)"
                : "Auth:Authority is missing (or Auth:Issuer and Auth:SigningKey)"];
        }

        return [.. Missing("Auth:Audience", auth.Audience), .. byDiscovery ? Authority(auth.Authority) : SharedKey(auth, flinks)];
    }

    private static IEnumerable<string> Authority(string? authority)
    {
        if (Addresses.TryAbsolute(authority) is not { } uri || !uri.IsWeb() || !uri.IsBare())
        {
            return ["Auth:Authority is not an absolute http(s) address without user, query and fragment"];
        }

        return uri.IsPlainBeyondLoopback() ? ["Auth:Authority is plain http beyond loopback"] : [];
    }

    private static IEnumerable<string> SharedKey(AuthOptions auth, FlinksOptions flinks) =>
    [
        .. Missing("Auth:Issuer", auth.Issuer),
        .. Secrets.KeyComplaints("Auth:SigningKey", auth.SigningKey, flinks),
        .. auth.PreviousSigningKeys.Index().SelectMany(key => Secrets.KeyComplaints($"Auth:PreviousSigningKeys:{key.Index}", key.Item, flinks)),
    ];

    private static IEnumerable<string> Missing(string name, string? value) => string.IsNullOrWhiteSpace(value) ? [$"{name} is missing"] : [];
}
