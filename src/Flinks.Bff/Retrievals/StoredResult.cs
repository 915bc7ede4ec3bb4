using Flinks.Bff.Platform.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Retrievals;

/// <summary>Account data that arrived while nobody waited: compressed, sealed, and erased by the clock.</summary>
public sealed class StoredResult
{
    public required RetrievalId RetrievalId { get; init; }

    public required byte[] Sealed { get; init; }

    public required DateTimeOffset ErasesAt { get; init; }
}

public sealed class StoredResultConfiguration : IEntityTypeConfiguration<StoredResult>
{
    public void Configure(EntityTypeBuilder<StoredResult> builder)
    {
        builder.ToTable("Results");
        builder.HasKey(result => result.RetrievalId);
        builder.Property(result => result.RetrievalId).ValueGeneratedNever();
        builder.HasIndex(result => result.ErasesAt);
    }
}
