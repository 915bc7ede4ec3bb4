using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>A key of ours: the Data Protection key ring (sealed by the certificate, if there is one) and the lookup key (sealed by the ring). Lose this table and nothing sealed can be read.</summary>
public sealed class StoredKey
{
    public int Id { get; init; }

    /// <summary>What the key is; unique.</summary>
    public required string Name { get; init; }

    /// <summary>The key, in the form its owner reads.</summary>
    public required byte[] Value { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed class StoredKeyConfiguration : IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<StoredKey> builder)
    {
        builder.ToTable("Keys");
        builder.Property(key => key.Name).HasMaxLength(200);
        builder.HasIndex(key => key.Name).IsUnique();
    }
}
