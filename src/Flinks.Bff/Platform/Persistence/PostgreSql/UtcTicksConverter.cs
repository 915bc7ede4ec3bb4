using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Flinks.Bff.Platform.Persistence.PostgreSql;

/// <summary>
/// PostgreSQL's own timestamps end at the microsecond, ours at a tenth of it: an instant would come back as another one than was answered
/// and is compared with. As a count of ticks it stays itself; <c>to_timestamp(("StartedAt" - 621355968000000000) / 1e7)</c> reads it.
/// </summary>
public sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks,
    stored => new DateTimeOffset(stored, TimeSpan.Zero));
