using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Platform.Idempotency;

/// <summary>What is remembered of a call made with an <c>Idempotency-Key</c>: hashes and the id of what it made, never its answer.</summary>
public sealed class KeptCall
{
    /// <summary>SHA-256 over user, method, path and key.</summary>
    public required byte[] CallHash { get; init; }

    /// <summary>SHA-256 of the request body.</summary>
    public required byte[] BodyHash { get; init; }

    public required MadeResourceKind Kind { get; init; }

    public required Guid ResourceId { get; init; }

    public required DateTimeOffset ForgetAt { get; init; }
}

/// <summary>The kinds of resource a POST can make or find. Stored by number: new ones go to the end.</summary>
public enum MadeResourceKind
{
    Retrieval,
    ConnectSession,
    ConnectEvents,
    Authorization,
}

public sealed class KeptCallConfiguration : IEntityTypeConfiguration<KeptCall>
{
    public void Configure(EntityTypeBuilder<KeptCall> builder)
    {
        builder.ToTable("IdempotencyKeys");
        builder.HasKey(call => call.CallHash);
        builder.Property(call => call.CallHash).HasMaxLength(32);
        builder.Property(call => call.BodyHash).HasMaxLength(32);
        builder.HasIndex(call => call.ForgetAt);
    }
}
