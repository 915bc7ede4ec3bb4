using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Instants stand in every database as UTC without offset: SQLite can neither compare nor order <see cref="DateTimeOffset"/>.</summary>
public sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => instant.UtcDateTime,
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
