using System.Security.Claims;
using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Flinks.Bff.DevHost;

/// <summary>Signs tokens for made-up users. Lives here and nowhere else: the published host cannot make a token.</summary>
public sealed class DevTokens(IOptions<AuthOptions> auth, TimeProvider time)
{
    public static readonly IReadOnlyList<DevUser> Users =
    [
        new("alice", "user"),
        new("bob", "user"),
        new("olive", "admin"),
    ];

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public DevToken Issue(DevUser user)
    {
        var now = time.GetUtcNow();
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = auth.Value.Issuer,
            Audience = auth.Value.Audience,
            Subject = new ClaimsIdentity([new Claim("sub", user.Name), new Claim("role", user.Role)]),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Convert.FromBase64String(auth.Value.SigningKey!)), SecurityAlgorithms.HmacSha256),
        });
        return new DevToken(token, now + Lifetime, user.Name);
    }
}

/// <summary>A made-up user.</summary>
public sealed record DevUser(string Name, string Role);

/// <summary>A token for one.</summary>
public sealed record DevToken(string Token, DateTimeOffset ExpiresAt, string User);

/// <summary>Whose token.</summary>
public sealed record DevTokenRequest(string? User);
