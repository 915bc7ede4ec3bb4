using Flinks.Bff.Platform.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Connections;

/// <summary>The receipt of a deletion, and the work left to do while Flinks has not confirmed it.</summary>
public sealed class Deletion
{
    public required DeletionId Id { get; init; }

    public required byte[] UserKey { get; init; }

    /// <summary>What was deleted, for the audit trail; null where it was asked for before there was one.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>Kept until Flinks agrees; then erased with <see cref="LoginSealed"/>.</summary>
    public byte[]? LoginHash { get; set; }

    public byte[]? LoginSealed { get; set; }

    /// <summary>After Flinks has agreed, what <see cref="LoginHash"/> was, until <see cref="ForgetsAt"/>: a webhook that was on its way is known by it and dropped.</summary>
    public byte[]? PastLoginHash { get; set; }

    public DateTimeOffset? ForgetsAt { get; set; }

    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? UpstreamConfirmedAt { get; set; }

    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>When DeleteCard is tried next; null when done.</summary>
    public DateTimeOffset? NextStepAt { get; set; }

    public int Attempts { get; set; }

    public int Version { get; set; }

    /// <summary>Flinks agrees.</summary>
    public void Confirm(DateTimeOffset now, DateTimeOffset forgetsAt)
    {
        (UpstreamConfirmedAt, ErasedAt, NextStepAt) = (now, now, null);
        (PastLoginHash, ForgetsAt) = (LoginHash, forgetsAt);
        (LoginHash, LoginSealed) = (null, null);
        Version++;
    }
}

public sealed class DeletionConfiguration : IEntityTypeConfiguration<Deletion>
{
    public void Configure(EntityTypeBuilder<Deletion> builder)
    {
        builder.ToTable("Deletions");
        builder.Property(deletion => deletion.Id).ValueGeneratedNever();
        builder.Property(deletion => deletion.UserKey).HasMaxLength(32);
        builder.Property(deletion => deletion.LoginHash).HasMaxLength(32);
        builder.Property(deletion => deletion.Version).IsConcurrencyToken();
        builder.Property(deletion => deletion.PastLoginHash).HasMaxLength(32);
        builder.HasIndex(deletion => deletion.LoginHash);
        builder.HasIndex(deletion => deletion.PastLoginHash);
        builder.HasIndex(deletion => deletion.ForgetsAt);
        builder.HasIndex(deletion => deletion.NextStepAt);
    }
}
