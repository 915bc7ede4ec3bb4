using Flinks.Bff.Platform.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.ConnectSessions;

/// <summary>Stands in for a loginId that came back by a callback, so that the loginId itself never stands in the app's address.</summary>
public sealed class Ticket
{
    /// <summary>SHA-256 of the ticket.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The user who started the session; nobody else may use the ticket.</summary>
    public required byte[] UserKey { get; init; }

    public required ConnectSessionId ConnectSessionId { get; init; }

    public required byte[] LoginSealed { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

public sealed class TicketConfiguration : IEntityTypeConfiguration<Ticket>
{
    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("Tickets");
        builder.HasKey(ticket => ticket.Hash);
        builder.Property(ticket => ticket.Hash).HasMaxLength(32);
        builder.Property(ticket => ticket.UserKey).HasMaxLength(32);
        builder.HasIndex(ticket => ticket.ExpiresAt);
    }
}
