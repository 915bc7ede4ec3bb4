using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Flinks.Bff.Audit;

/// <summary>A place in the trail: the entry that a page ended with.</summary>
public sealed record AuditCursor(DateTimeOffset At, long Id)
{
    public static AuditCursor Of(AuditEntry entry) => new(entry.At, entry.Id);

    public static bool TryParse(string? text, [NotNullWhen(true)] out AuditCursor? cursor)
    {
        cursor = text?.Split('-') is [var at, var id]
            && TryRead(at, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks && TryRead(id, out var number)
                ? new AuditCursor(new DateTimeOffset(ticks, TimeSpan.Zero), number)
                : null;
        return cursor is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Id}");

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
