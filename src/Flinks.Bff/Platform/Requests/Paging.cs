using System.Globalization;
using FluentValidation;

namespace Flinks.Bff.Platform.Requests;

/// <summary>A place in a list that shows the newest first: the entry that a page ended with.</summary>
public sealed record PagePlace<TId>(DateTimeOffset At, TId Id)
    where TId : struct, IParsable<TId>, IFormattable
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Id}");
}

/// <summary>What a page shows of a list that was read for one entry more, and whether there are more.</summary>
public sealed record Page<T>(IReadOnlyList<T> Shown, bool HasMore)
{
    /// <summary>What to send for the page after this one; null at the end.</summary>
    public string? Next<TId>(Func<T, PagePlace<TId>> place)
        where TId : struct, IParsable<TId>, IFormattable => HasMore ? place(Shown[^1]).ToString() : null;
}

/// <summary>What every list asks of its caller, and how it is cut.</summary>
public static class Paging
{
    public const int Largest = 200;

    public const int Usual = 50;

    public static Page<T> Cut<T>(IReadOnlyCollection<T> found, int limit) => new([.. found.Take(limit)], found.Count > limit);

    /// <returns>Null if it is none of ours, which have one spelling each.</returns>
    public static PagePlace<TId>? PlaceIn<TId>(string? text)
        where TId : struct, IParsable<TId>, IFormattable =>
        text?.Split('-', 2) is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
        && TId.TryParse(id, CultureInfo.InvariantCulture, out var known)
        && new PagePlace<TId>(new DateTimeOffset(ticks, TimeSpan.Zero), known) is var place && place.ToString() == text
            ? place
            : null;

    public static void IsPageLimit<T>(this IRuleBuilder<T, int> rule) => rule.InclusiveBetween(1, Largest).WithMessage($"Must be between 1 and {Largest}.");

    public static void IsPlaceOf<T, TId>(this IRuleBuilder<T, string?> rule)
        where TId : struct, IParsable<TId>, IFormattable =>
        rule.Must(after => after is null || PlaceIn<TId>(after) is not null).WithMessage("Is not the next of a page.");
}
