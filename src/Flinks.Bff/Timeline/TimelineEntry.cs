using Flinks.Bff.Platform.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Timeline;

/// <summary>One thing that happened to a connection or in a connect session. Never holds a loginId.</summary>
public sealed class TimelineEntry
{
    public required Guid Id { get; init; }

    public ConnectionId? ConnectionId { get; init; }

    public ConnectSessionId? ConnectSessionId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Orders what happened at the same instant.</summary>
    public int Number { get; init; }

    /// <summary>One of <see cref="TimelineKinds"/>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public string? Detail { get; init; }
}

public sealed class TimelineEntryConfiguration : IEntityTypeConfiguration<TimelineEntry>
{
    public void Configure(EntityTypeBuilder<TimelineEntry> builder)
    {
        builder.ToTable("TimelineEntries");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Kind).HasMaxLength(10);
        builder.Property(entry => entry.Name).HasMaxLength(100);
        builder.HasIndex(entry => new { entry.ConnectionId, entry.At });
        builder.HasIndex(entry => new { entry.ConnectSessionId, entry.At });
    }
}
