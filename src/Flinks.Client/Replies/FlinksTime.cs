using System.Globalization;

namespace Flinks.Client;

/// <summary>Instants as Flinks writes them: UTC, mostly without saying so, up to seven fractional digits; year 1 means never (flinks/api.md 5.2).</summary>
internal static class FlinksTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    public static DateTimeOffset? Parse(ReadOnlySpan<char> text) =>
        DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
        && instant.Year > 1
            ? instant
            : null;
}
