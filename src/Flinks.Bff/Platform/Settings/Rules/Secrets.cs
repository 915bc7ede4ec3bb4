using System.Text.RegularExpressions;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Questions that several rules ask of a secret.</summary>
public static partial class Secrets
{
    /// <summary>HMAC-SHA256 gains nothing from a longer key and loses with a shorter one.</summary>
    private const int LeastBytes = 32;

    /// <summary>Words of sample files, left where a secret belongs.</summary>
    public static bool IsPlaceholder(string? secret) => secret is not null && Placeholder().IsMatch(secret);

    public static bool IsKey(string? key)
    {
        var bytes = new byte[key?.Length ?? 0];
        return key is not null && Convert.TryFromBase64String(key, bytes, out var length) && length >= LeastBytes;
    }

    [GeneratedRegex(@"^\s*(change[-_ ]?me.*|<.*>|your[-_ ].*|replace[-_ ]?me.*|x{3,}|todo|secret|password|\.{3})\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
