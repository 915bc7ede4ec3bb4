using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Webhooks;

/// <summary>One webhook as it came: stored before it is answered, worked off later.</summary>
public sealed class WebhookDelivery
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the body: Flinks gives deliveries no id, so a repeat is known by its bytes.</summary>
    public required byte[] BodyHash { get; init; }

    public required byte[] BodySealed { get; set; }

    /// <summary>Keyed hash of the payload's <c>Login.Id</c>, to find its connections.</summary>
    public byte[]? LoginHash { get; set; }

    public string? ResponseType { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? WorkedOffAt { get; set; }

    public DateTimeOffset? ErasesAt { get; set; }
}

public sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("WebhookDeliveries");
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.BodyHash).HasMaxLength(32);
        builder.Property(delivery => delivery.LoginHash).HasMaxLength(32);
        builder.Property(delivery => delivery.ResponseType).HasMaxLength(60);
        builder.HasIndex(delivery => delivery.BodyHash).IsUnique();
        builder.HasIndex(delivery => delivery.LoginHash);
        builder.HasIndex(delivery => delivery.WorkedOffAt);
        builder.HasIndex(delivery => delivery.ErasesAt);
    }
}
