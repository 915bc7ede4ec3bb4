using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Flinks.Bff.Tests.Hosting;

/// <summary>Tokens of the made-up identity provider in <see cref="TestSettings"/>.</summary>
public static class TestTokens
{
    public static string For(string user, TimeProvider clock, string? role = null, TimeSpan? lasts = null)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TestSettings.Issuer,
            Audience = TestSettings.Audience,
            Subject = new ClaimsIdentity(role is null ? [new Claim("sub", user)] : [new Claim("sub", user), new Claim("role", role)]),
            IssuedAt = now,
            NotBefore = now.AddMinutes(-1),
            Expires = now + (lasts ?? TimeSpan.FromDays(7)),
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Convert.FromBase64String(TestSettings.SigningKey)), SecurityAlgorithms.HmacSha256),
        });
    }
}
