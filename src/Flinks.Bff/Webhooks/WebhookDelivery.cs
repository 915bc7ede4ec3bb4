using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Webhooks;

/// <summary>One webhook as it came: stored before it is answered, worked off later. Whoever works on it holds its lease.</summary>
public sealed class WebhookDelivery
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the body: Flinks gives deliveries no id, so a repeat is known by its bytes.</summary>
    public required byte[] BodyHash { get; init; }

    /// <summary>Empty once it is erased: the column was born as required.</summary>
    public required byte[] BodySealed { get; set; }

    /// <summary>Keyed hash of the payload's <c>Login.Id</c>, to find its connections; known once the body has been read.</summary>
    public byte[]? LoginHash { get; set; }

    /// <summary>The payload's type, one of those we know.</summary>
    public string? ResponseType { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When somebody should work on it; while somebody does, when their lease lapses; null when there is nothing to do.</summary>
    public DateTimeOffset? NextStepAt { get; set; }

    /// <summary>Who works on it.</summary>
    public Guid? LeaseId { get; set; }

    public int Attempts { get; set; }

    /// <summary>What became of it.</summary>
    public WebhookOutcome? Outcome { get; set; }

    public DateTimeOffset? WorkedOffAt { get; set; }

    /// <summary>When the body is erased, where it was not erased at once.</summary>
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
        builder.HasIndex(delivery => new { delivery.ReceivedAt, delivery.Id });
        builder.HasIndex(delivery => delivery.NextStepAt);
        builder.HasIndex(delivery => delivery.WorkedOffAt);
        builder.HasIndex(delivery => delivery.ErasesAt);
    }
}
