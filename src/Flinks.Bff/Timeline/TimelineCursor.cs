using System.Globalization;

namespace Flinks.Bff.Timeline;

/// <summary>A place in a timeline.</summary>
/// <param name="Until">The instant of the entry that a page began with.</param>
/// <param name="Shown">How many entries of that very instant have been shown.</param>
public sealed record TimelineCursor(DateTimeOffset Until, int Shown)
{
    /// <summary>A page and what the widget can say at one instant: nobody has been shown more.</summary>
    private const int MostShown = 10_000;

    public static readonly TimelineCursor End = new(DateTimeOffset.MaxValue, 0);

    /// <returns>Null if it is none of ours.</returns>
    public static TimelineCursor? Parse(string? text) =>
        text?.Split('-') is [var until, var shown]
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
        && int.TryParse(shown, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostShown
            ? new TimelineCursor(new DateTimeOffset(ticks, TimeSpan.Zero), count)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Until.UtcTicks}-{Shown}");
}
