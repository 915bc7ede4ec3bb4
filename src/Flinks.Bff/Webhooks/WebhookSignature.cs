using System.Security.Cryptography;

namespace Flinks.Bff.Webhooks;

/// <summary>
/// Whether a body is Flinks' own: base64 of HMAC-SHA256 over its raw bytes, under the UTF-8 bytes of an agreed secret (flinks/connect.md 10.3).
/// </summary>
public static class WebhookSignature
{
    /// <param name="signatures">Of each header that may carry it, the value; null where it is not there.</param>
    /// <param name="keys">All that may have signed: while one is exchanged there are two.</param>
    public static WebhookVerdict Verify(ReadOnlySpan<byte> body, IReadOnlyList<string?> signatures, IReadOnlyList<byte[]> keys)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var verdict = WebhookVerdict.Missing;
        foreach (var signature in signatures.Where(signature => !string.IsNullOrEmpty(signature)))
        {
            if (!Convert.TryFromBase64String(signature ?? "", given, out var length) || length != given.Length)
            {
                verdict = Better(verdict, WebhookVerdict.Malformed);
                continue;
            }

            verdict = Better(verdict, WebhookVerdict.Mismatch);
            // Every key is tried, in the same time whichever it is that fits.
            foreach (var key in keys)
            {
                HMACSHA256.HashData(key, body, expected);
                verdict = CryptographicOperations.FixedTimeEquals(given, expected) ? WebhookVerdict.Verified : verdict;
            }
        }

        return verdict;
    }

    private static WebhookVerdict Better(WebhookVerdict one, WebhookVerdict other) => one > other ? one : other;
}

/// <summary>What a signature proves, from nothing to all.</summary>
public enum WebhookVerdict
{
    /// <summary>No header carries one.</summary>
    Missing,

    /// <summary>It is not base64 of 32 bytes.</summary>
    Malformed,

    /// <summary>It belongs to another body or another key.</summary>
    Mismatch,

    /// <summary>The body is Flinks' own.</summary>
    Verified,
}
