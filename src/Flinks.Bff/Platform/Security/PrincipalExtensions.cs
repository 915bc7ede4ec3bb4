using System.Globalization;
using System.Security.Claims;

namespace Flinks.Bff.Platform.Security;

/// <summary>Reads a caller's claims: the one place that knows their names.</summary>
public static class PrincipalExtensions
{
    private const string Issuer = "iss";
    private const string Subject = "sub";
    private const string Expires = "exp";
    private const string Role = "role";
    private const string OperatorRole = "admin";

    /// <summary>Beyond the calendar.</summary>
    private static readonly double LatestInstant = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The signed-in user.</summary>
    public static UserKey Key(this ClaimsPrincipal user) =>
        user.FindKey() ?? throw new InvalidOperationException("The caller is not signed in: this route needs a token.");

    /// <summary>The user, or null if issuer or subject is missing or stands there twice.</summary>
    public static UserKey? FindKey(this ClaimsPrincipal user) =>
        user.Only(Issuer) is { } issuer && (user.Only(Subject) ?? user.Only(ClaimTypes.NameIdentifier)) is { } subject
            ? UserKey.Of(issuer, subject)
            : null;

    /// <summary>When the caller's token ends.</summary>
    public static DateTimeOffset ExpiresAt(this ClaimsPrincipal user) =>
        double.TryParse(user.Only(Expires), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds < LatestInstant
            ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Max(seconds, 0))
            : DateTimeOffset.MaxValue;

    public static bool IsOperator(this ClaimsPrincipal user) =>
        user.HasClaim(Role, OperatorRole) || user.HasClaim(ClaimTypes.Role, OperatorRole);

    private static string? Only(this ClaimsPrincipal user, string type) =>
        user.FindAll(type).Take(2).ToList() is [{ Value.Length: > 0 } only] ? only.Value : null;
}
