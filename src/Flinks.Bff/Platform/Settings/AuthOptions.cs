namespace Flinks.Bff.Platform.Settings;

/// <summary>
/// Whose tokens we accept: <see cref="Authority"/> and <see cref="Audience"/> (OpenID Connect discovery), or <see cref="Issuer"/>,
/// <see cref="Audience"/> and <see cref="SigningKey"/> (a shared key). Bound from the <c>Auth</c> section.
/// </summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Address of the identity provider. Its keys are read by discovery; RS256 and ES256.</summary>
    public string? Authority { get; set; }

    /// <summary>The identity provider is asked through the proxy that the environment names (<c>HTTPS_PROXY</c>). Off: straight, whatever the environment says.</summary>
    public bool UseProxy { get; set; }

    /// <summary>The audience that a token must name.</summary>
    public string? Audience { get; set; }

    /// <summary>The issuer that a token must name, with <see cref="SigningKey"/>.</summary>
    public string? Issuer { get; set; }

    /// <summary>Base64, at least 32 bytes, for HS256. Secret.</summary>
    public string? SigningKey { get; set; }

    /// <summary>Keys like <see cref="SigningKey"/> whose tokens are accepted too, while one is being replaced. Secret.</summary>
    public List<string> PreviousSigningKeys { get; set; } = [];
}
