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

    /// <summary>Until when the latest of its addresses opens.</summary>
    public DateTimeOffset? OpensUntil { get; set; }

    /// <summary>Where the person was when we last heard of them; time alone may have passed it by since.</summary>
    public ConnectSessionState State { get; init; }

    /// <summary>The furthest that they came.</summary>
    public ConnectSessionState Reached { get; init; }

    /// <summary>The message of the widget that explains <see cref="State"/>, where it needs that.</summary>
    public string? Code { get; init; }

    /// <summary>The bank, by the name that the widget gave.</summary>
    public string? InstitutionName { get; init; }

    /// <summary>How many of the widget's messages are kept.</summary>
    public int EventCount { get; init; }

    /// <summary>The accounts that the person ticked, until the login is linked.</summary>
    public byte[]? SelectionSealed { get; init; }

    /// <summary>The connection that its login became.</summary>
    public ConnectionId? ConnectionId { get; init; }

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
        builder.Property(session => session.Code).HasMaxLength(64);
        builder.Property(session => session.InstitutionName).HasMaxLength(100);
        builder.Property(session => session.Version).IsConcurrencyToken();
        builder.HasIndex(session => session.StateHash).IsUnique();
        builder.HasIndex(session => session.CreatedAt);
        builder.HasIndex(session => session.ConnectionId);
        // Few hold a selection, and those are looked for all the time.
        builder.HasIndex(session => session.CreatedAt, "IX_ConnectSessions_Ticked").HasFilter("\"SelectionSealed\" IS NOT NULL");
        // Holds all that the funnel counts by, so that it never looks at the rows themselves.
        builder.HasIndex(session => new { session.CreatedAt, session.Reached, session.InstitutionName, session.Code });
    }
}
