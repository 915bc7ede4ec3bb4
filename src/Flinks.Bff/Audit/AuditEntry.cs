using Flinks.Bff.Platform.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Audit;

/// <summary>One thing that somebody did. Written with what it tells of, never changed, and erased only by age: the database itself refuses anything else.</summary>
public sealed class AuditEntry
{
    /// <summary>In the order of writing; given by the database.</summary>
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditActorKind ActorKind { get; init; }

    /// <summary>SHA-256 of issuer and subject; null for the system itself, and for an operator at the console.</summary>
    public byte[]? Actor { get; init; }

    public required AuditAction Action { get; init; }

    public ConnectionId? ConnectionId { get; init; }

    public RetrievalId? RetrievalId { get; init; }

    public DeletionId? DeletionId { get; init; }

    /// <summary><see cref="AuditNote.Done"/>, or the problem code of what was refused.</summary>
    public required string Outcome { get; init; }

    /// <summary>Leads to the log lines and the trace of the same moment.</summary>
    public string? TraceId { get; init; }
}

public sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(entry => entry.Actor).HasMaxLength(32);
        builder.Property(entry => entry.Outcome).HasMaxLength(40);
        builder.Property(entry => entry.TraceId).HasMaxLength(32);
        // Each way of reading walks one of these from its end, so that a page costs the same however long the trail is.
        builder.HasIndex(entry => new { entry.At, entry.Id });
        builder.HasIndex(entry => new { entry.ConnectionId, entry.At, entry.Id });
        builder.HasIndex(entry => new { entry.Action, entry.At, entry.Id });
    }
}
