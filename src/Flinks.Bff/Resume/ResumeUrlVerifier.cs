using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Flinks.Bff.Resume;

/// <summary>Judges an address by its bytes as they came: nothing is decoded, put in order or written anew before it is checked.</summary>
public static class ResumeUrlVerifier
{
    private const string SignatureMark = $"&{ResumeUrlParameters.Signature}=";

    public static ResumeUrlVerdict Verify(string url, Uri connectRoot, IReadOnlyCollection<ResumeUrlKey> keys, DateTimeOffset now)
    {
        if (!IsConnect(url, connectRoot)
            || Only(url, ResumeUrlParameters.KeyId) is not { } keyId
            || Instant(Only(url, ResumeUrlParameters.Expires)) is not { } expiresAt
            || Only(url, ResumeUrlParameters.Signature) is null)
        {
            return new ResumeUrlVerdict(ResumeUrlReason.Malformed);
        }

        if (keys.FirstOrDefault(key => key.Id == keyId) is not { } key)
        {
            return new ResumeUrlVerdict(ResumeUrlReason.UnknownKey);
        }

        if (!IsSigned(url, key))
        {
            return new ResumeUrlVerdict(ResumeUrlReason.Tampered);
        }

        return new ResumeUrlVerdict(now < expiresAt ? ResumeUrlReason.Ok : ResumeUrlReason.Expired, expiresAt);
    }

    /// <summary>At the Connect address or below it: Flinks serves some pages at <c>…/Credential/{institution}</c>.</summary>
    private static bool IsConnect(string url, Uri root)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return false;
        }

        return address.Scheme == root.Scheme
            && string.Equals(address.Host, root.Host, StringComparison.OrdinalIgnoreCase)
            && address.Port == root.Port
            && address.UserInfo.Length == 0
            && (address.AbsolutePath == root.AbsolutePath || address.AbsolutePath.StartsWith($"{root.AbsolutePath.TrimEnd('/')}/", StringComparison.Ordinal));
    }

    /// <summary>Unix seconds that are an instant; a number beyond the calendar is none.</summary>
    private static DateTimeOffset? Instant(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(parsed)
            : null;

    /// <summary>The raw value of a parameter that stands there once, under its plain name. Other spellings of the name count, so that nothing of Flinks' can read another value than we do.</summary>
    private static string? Only(string url, string name)
    {
        var values = Query(url).Split('&')
            .Select(pair => pair.Split('=', 2))
            .Where(pair => string.Equals(Uri.UnescapeDataString(pair[0]), name, StringComparison.OrdinalIgnoreCase))
            .ToList();

        return values is [[var spelled, var value]] && spelled == name ? value : null;
    }

    private static string Query(string url)
    {
        var withoutFragment = url.Split('#', 2)[0];
        var start = withoutFragment.IndexOf('?', StringComparison.Ordinal);
        return start < 0 ? string.Empty : withoutFragment[(start + 1)..];
    }

    private static bool IsSigned(string url, ResumeUrlKey key)
    {
        var end = url.IndexOf(SignatureMark, StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        // Compared as text: two texts of base64 can mean the same bytes.
        var expected = key.SignatureOf(url.AsSpan(0, end));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(url[(end + SignatureMark.Length)..]));
    }
}
