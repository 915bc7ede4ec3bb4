namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Exactly one way to know callers, complete.</summary>
public static class AuthRules
{
    public static IEnumerable<string> Complaints(AuthOptions auth)
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

        return [.. Missing("Auth:Audience", auth.Audience), .. byDiscovery ? Authority(auth.Authority) : SharedKey(auth)];
    }

    private static IEnumerable<string> Authority(string? authority)
    {
        if (Addresses.TryAbsolute(authority) is not { } uri || !uri.IsWeb())
        {
            return ["Auth:Authority is not an absolute address"];
        }

        return uri.IsPlainBeyondLoopback() ? ["Auth:Authority is plain http beyond loopback"] : [];
    }

    private static IEnumerable<string> SharedKey(AuthOptions auth) =>
    [
        .. Missing("Auth:Issuer", auth.Issuer),
        .. string.IsNullOrEmpty(auth.SigningKey) ? Missing("Auth:SigningKey", null)
            : Key("Auth:SigningKey", auth.SigningKey),
        .. auth.PreviousSigningKeys.Index().SelectMany(key => Key($"Auth:PreviousSigningKeys:{key.Index}", key.Item)),
    ];

    private static IEnumerable<string> Key(string name, string key) => Secrets.IsKey(key) ? [] : [$"{name} is not base64 of at least 32 bytes"];

    private static IEnumerable<string> Missing(string name, string? value) => string.IsNullOrWhiteSpace(value) ? [$"{name} is missing"] : [];
}
