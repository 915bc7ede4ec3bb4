using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Flinks.Bff.Resume;

/// <summary>Judges an address by its bytes as they came: nothing is decoded, put in order or written anew before it is checked.</summary>
public static class ResumeUrlVerifier
{
    private const string SignatureMark = $"&{ResumeUrlParameters.Signature}=";

    /// <param name="url">The address to judge.</param>
    /// <param name="connectRoot">Where Connect is, with a slash at its end.</param>
    /// <param name="keys">All keys that count.</param>
    /// <param name="now">When it is judged.</param>
    public static ResumeUrlVerdict Verify(string url, string connectRoot, IReadOnlyCollection<ResumeUrlKey> keys, DateTimeOffset now)
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

    /// <summary>
    /// Below the Connect address, spelled as we spell it, so that no two readers of addresses can disagree on where it leads. Flinks serves
    /// some pages at <c>…/Credential/{institution}</c>.
    /// </summary>
    private static bool IsConnect(string url, string root)
    {
        if (!url.StartsWith(root, StringComparison.Ordinal))
        {
            return false;
        }

        var end = url.AsSpan(root.Length).IndexOfAny('?', '#');
        var path = end < 0 ? url[root.Length..] : url.Substring(root.Length, end);
        return !path.Split('/').Any(LeadsElsewhere);
    }

    /// <summary>A browser takes <c>\</c> for <c>/</c>, leaves out line breaks, and goes up at two dots even if they are escaped.</summary>
    private static bool LeadsElsewhere(string segment) =>
        segment.Any(letter => letter == '\\' || char.IsControl(letter)) || Uri.UnescapeDataString(segment) is "." or "..";

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
