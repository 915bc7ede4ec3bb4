using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>The identity provider of the made-up users.</summary>
public static class Caller
{
    public const string Issuer = "https://issuer.example.test";

    public const string Audience = "flinks-bff";

    public const string SigningKey = "c2lnbnMgdG9rZW5zLCBidXQgb25seSBpbiB0ZXN0cy4=";

    private static readonly SigningCredentials Credentials =
        new(new SymmetricSecurityKey(Convert.FromBase64String(SigningKey)), SecurityAlgorithms.HmacSha256);

    public static string TokenFor(string user)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Subject = new ClaimsIdentity([new Claim("sub", user)]),
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddHours(8),
            SigningCredentials = Credentials,
        });
    }
}
