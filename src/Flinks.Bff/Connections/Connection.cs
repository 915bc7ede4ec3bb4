using Flinks.Bff.NightlyRefresh;
using Flinks.Bff.Platform.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Connections;

/// <summary>One bank login that one user linked.</summary>
public sealed class Connection
{
    public required ConnectionId Id { get; init; }

    public required byte[] UserKey { get; init; }

    /// <summary>Keyed hash by which the login is found; see <c>LoginLookup</c>.</summary>
    public required byte[] LoginHash { get; set; }

    public required byte[] LoginSealed { get; init; }

    /// <summary>False while a claim on a login that somebody else holds is being proved: the connection is hidden until then.</summary>
    public bool Proved { get; set; } = true;

    public ConnectionState State { get; set; }

    /// <summary>The problem code that makes the person's help necessary, if one does.</summary>
    public string? Problem { get; set; }

    public int? InstitutionId { get; set; }

    public string? InstitutionName { get; set; }

    public string? Language { get; set; }

    /// <summary>The accounts the user chose to share; null means all.</summary>
    public List<Guid>? SelectedAccountIds { get; set; }

    /// <summary>When accounts last came back into the selection: what was read before lacks them.</summary>
    public DateTimeOffset? WidenedAt { get; set; }

    /// <summary>The user wants Flinks to refresh the login by night.</summary>
    public bool NightlyEnabled { get; set; }

    /// <summary>Whether Flinks will, as far as it is known.</summary>
    public bool? NightlyEligible { get; set; }

    /// <summary>Why it will not.</summary>
    public NightlyReason? NightlyReason { get; set; }

    /// <summary>When that was found out; null as long as it never was wanted.</summary>
    public DateTimeOffset? NightlyCheckedAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When Flinks last read the bank, as far as we know.</summary>
    public DateTimeOffset? LastRefreshedAt { get; set; }

    /// <summary>When a live Authorize was last sent for this connection: the cooldown runs from here.</summary>
    public DateTimeOffset? LiveSentAt { get; set; }

    /// <summary>The latest ready retrieval.</summary>
    public RetrievalId? LastRetrievalId { get; set; }

    public int Version { get; set; }

    /// <summary>The row as it is now, to be changed without anybody seeing it.</summary>
    public Connection Snapshot() => (Connection)MemberwiseClone();

    /// <summary>Limits what is read from now on to some accounts; null lifts the limit.</summary>
    public void Select(List<Guid>? accounts, DateTimeOffset now)
    {
        var lacks = SelectedAccountIds is { } before && (accounts is null || accounts.Except(before).Any());
        WidenedAt = lacks ? now : WidenedAt;
        SelectedAccountIds = accounts;
        Version++;
    }

    /// <summary>The person has to act before the bank lets us in again.</summary>
    public void NeedsUser(string problem)
    {
        State = ConnectionState.NeedsUser;
        Problem = problem;
    }

    /// <summary>A challenge was answered or given up: what was wrong before it, if anything, still is.</summary>
    public void ChallengeClosed() => State = Problem is null ? ConnectionState.Active : ConnectionState.NeedsUser;
}

/// <summary>Whether a connection works without the person.</summary>
public enum ConnectionState
{
    /// <summary>It does.</summary>
    Active,

    /// <summary>A challenge is open, or the bank asks for something only the person can do.</summary>
    NeedsUser,
}

public sealed class ConnectionConfiguration : IEntityTypeConfiguration<Connection>
{
    public void Configure(EntityTypeBuilder<Connection> builder)
    {
        builder.ToTable("Connections");
        builder.Property(connection => connection.Id).ValueGeneratedNever();
        builder.Property(connection => connection.UserKey).HasMaxLength(32);
        builder.Property(connection => connection.LoginHash).HasMaxLength(32);
        builder.Property(connection => connection.Problem).HasMaxLength(40);
        builder.Property(connection => connection.Language).HasMaxLength(8);
        builder.Property(connection => connection.Version).IsConcurrencyToken();
        builder.HasIndex(connection => new { connection.UserKey, connection.LoginHash }).IsUnique();
        builder.HasIndex(connection => connection.LoginHash);
        builder.HasIndex(connection => new { connection.NightlyEnabled, connection.NightlyCheckedAt });
    }
}
