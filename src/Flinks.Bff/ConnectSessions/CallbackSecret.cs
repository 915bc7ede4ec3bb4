using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Flinks.Bff.ConnectSessions;

/// <summary>What knows a session, or a login, to whoever comes back by a redirect: told once, kept as a hash.</summary>
public static class CallbackSecret
{
    private const int Length = 32;

    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Length));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
