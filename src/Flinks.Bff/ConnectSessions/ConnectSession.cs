using Flinks.Bff.Platform.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.ConnectSessions;

/// <summary>One run of the Connect widget, started by a user.</summary>
public sealed class ConnectSession
{
    public required ConnectSessionId Id { get; init; }

    public required byte[] UserKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was named by a POST of a login; it counts only once.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>The connection it repairs.</summary>
    public ConnectionId? Repairs { get; init; }

    public required string Language { get; init; }

    public string? InstitutionId { get; init; }

    /// <summary>Where the person goes afterwards: one of <c>Connect:RedirectUrls</c>.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>SHA-256 of the single-use <c>state</c> that the callback must bring.</summary>
    public byte[]? StateHash { get; set; }

    public DateTimeOffset? StateExpiresAt { get; set; }

    /// <summary>The call's settings as JSON, so that a repeated call mints the same address anew.</summary>
    public required string Settings { get; init; }

    public int Version { get; set; }
}

public sealed class ConnectSessionConfiguration : IEntityTypeConfiguration<ConnectSession>
{
    public void Configure(EntityTypeBuilder<ConnectSession> builder)
    {
        builder.ToTable("ConnectSessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.UserKey).HasMaxLength(32);
        builder.Property(session => session.Language).HasMaxLength(8);
        builder.Property(session => session.InstitutionId).HasMaxLength(100);
        builder.Property(session => session.RedirectUrl).HasMaxLength(2000);
        builder.Property(session => session.StateHash).HasMaxLength(32);
        builder.Property(session => session.Version).IsConcurrencyToken();
        builder.HasIndex(session => session.StateHash).IsUnique();
        builder.HasIndex(session => session.CreatedAt);
    }
}
