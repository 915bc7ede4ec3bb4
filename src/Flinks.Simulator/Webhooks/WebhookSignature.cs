using System.Security.Cryptography;
using System.Text;

namespace Flinks.Simulator.Webhooks;

/// <summary>Signs a webhook as Flinks does (flinks/connect.md 10.3), or wrongly.</summary>
internal static class WebhookSignature
{
    /// <summary>What the header holds; null when there is to be none.</summary>
    public static string? Of(ReadOnlySpan<byte> body, string key, SignatureFlaw flaw)
    {
        var secret = Encoding.UTF8.GetBytes(flaw == SignatureFlaw.WrongKey ? $"not-{key}" : key);
        var hash = HMACSHA256.HashData(secret, body);
        return flaw switch
        {
            SignatureFlaw.Missing => null,
            SignatureFlaw.Hex => Convert.ToHexStringLower(hash),
            _ => Convert.ToBase64String(hash),
        };
    }
}
