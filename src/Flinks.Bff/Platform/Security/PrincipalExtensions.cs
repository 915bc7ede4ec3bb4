using System.Security.Claims;

namespace Flinks.Bff.Platform.Security;

/// <summary>Reads a caller's claims: the one place that knows their names.</summary>
public static class PrincipalExtensions
{
    private const string Issuer = "iss";
    private const string Subject = "sub";
    private const string Role = "role";
    private const string OperatorRole = "admin";

    /// <summary>The signed-in user.</summary>
    public static UserKey Key(this ClaimsPrincipal user) =>
        user.FindKey() ?? throw new InvalidOperationException("The caller is not signed in: this route needs a token.");

    /// <summary>The user, or null if issuer or subject is missing or stands there twice.</summary>
    public static UserKey? FindKey(this ClaimsPrincipal user) =>
        user.Only(Issuer) is { } issuer && (user.Only(Subject) ?? user.Only(ClaimTypes.NameIdentifier)) is { } subject
            ? UserKey.Of(issuer, subject)
            : null;

    public static bool IsOperator(this ClaimsPrincipal user) =>
        user.HasClaim(Role, OperatorRole) || user.HasClaim(ClaimTypes.Role, OperatorRole);

    private static string? Only(this ClaimsPrincipal user, string type) =>
        user.FindAll(type).Take(2).ToList() is [{ Value.Length: > 0 } only] ? only.Value : null;
}
