using System.IdentityModel.Tokens.Jwt;
using Flinks.Bff.Platform.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Flinks.Bff.Platform.Security;

/// <summary>Which tokens are accepted: whose, for whom, signed how and for how long.</summary>
public sealed class CallerTokens(IOptions<AuthOptions> auth, CallerTokenEvents events, TimeProvider clock) : IConfigureNamedOptions<JwtBearerOptions>
{
    private const string Critical = "crit";

    private const int SmallestRsaKey = 2048;

    private const int P256 = 256;

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan DiscoveryTimeout = TimeSpan.FromSeconds(10);

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var settings = auth.Value;
        options.Events = events;
        options.SaveToken = false;
        options.IncludeErrorDetails = false;
        options.BackchannelTimeout = DiscoveryTimeout;
        options.Audience = settings.Audience;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = settings.Audience,
            RequireSignedTokens = true,
            // The library's shared one remembers keys of the whole process by their names, and two providers may use the same name.
            CryptoProviderFactory = new CryptoProviderFactory(),
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires),
            // Only asked if told so, in the older library too.
            ValidateIssuerSigningKey = true,
            IssuerSigningKeyValidator = (key, token, _) => IsAllowed(token, key),
        };

        if (settings.SigningKey is { Length: > 0 } signingKey)
        {
            options.TokenValidationParameters.ValidIssuer = settings.Issuer;
            options.TokenValidationParameters.IssuerSigningKeys =
                [.. new[] { signingKey }.Concat(settings.PreviousSigningKeys).Select(key => new SymmetricSecurityKey(Convert.FromBase64String(key)))];
            return;
        }

        options.BackchannelHttpHandler = ToProvider(settings);
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = settings.Authority?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ?? true;
    }

    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + ClockSkew && (notBefore is not { } start || start <= now + ClockSkew);
    }

    /// <summary>By the header, as the libraries of both feeds allow more algorithms than we do, and overlook what a header calls critical.</summary>
    private bool IsAllowed(SecurityToken token, SecurityKey key) => token switch
    {
        JwtSecurityToken jwt => !jwt.Header.ContainsKey(Critical) && Fits(jwt.Header.Alg, key),
        JsonWebToken jwt => !jwt.TryGetHeaderValue<object>(Critical, out _) && Fits(jwt.Alg, key),
        _ => false,
    };

    private bool Fits(string? algorithm, SecurityKey key) => auth.Value.SigningKey is { Length: > 0 }
        ? algorithm is SecurityAlgorithms.HmacSha256
        : (algorithm, key.KeySize) is (SecurityAlgorithms.RsaSha256, >= SmallestRsaKey) or (SecurityAlgorithms.EcdsaSha256, P256);

    /// <summary>Discovery and keys come from where they are said to be, or not at all: a redirect may lead to plain http, or inside our network.</summary>
    private static SocketsHttpHandler ToProvider(AuthOptions settings) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = settings.UseProxy,
    };
}
