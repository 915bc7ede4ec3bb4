using Flinks.Bff.Audit;
using Flinks.Bff.Connections;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Idempotency;
using Flinks.Bff.Platform.Persistence.SqlServer.Migrations;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Timeline;
using Flinks.Bff.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence.SqlServer;

/// <summary>SQL Server: for production.</summary>
public sealed class SqlServerBffDbContext(DbContextOptions<SqlServerBffDbContext> options) : BffDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        ClusterBy<Connection>(modelBuilder, nameof(Connection.CreatedAt));
        ClusterBy<Retrieval>(modelBuilder, nameof(Retrieval.StartedAt));
        ClusterBy<StoredResult>(modelBuilder, nameof(StoredResult.ErasesAt));
        ClusterBy<ConnectSession>(modelBuilder, nameof(ConnectSession.CreatedAt));
        ClusterBy<Ticket>(modelBuilder, nameof(Ticket.ExpiresAt));
        ClusterBy<Deletion>(modelBuilder, nameof(Deletion.RequestedAt));
        ClusterBy<KeptCall>(modelBuilder, nameof(KeptCall.ForgetAt));
        ClusterBy<WebhookDelivery>(modelBuilder, nameof(WebhookDelivery.ReceivedAt));
        ClusterBy<TimelineEntry>(modelBuilder, nameof(TimelineEntry.At));
        // A table with a trigger does not give back what was inserted in the statement that inserts it.
        modelBuilder.Entity<AuditEntry>().ToTable(static table => table.HasTrigger(AppendOnlyAudit.Trigger));
    }

    /// <summary>
    /// SQL Server orders GUIDs by their last bytes, where ours are random, and hashes have no order at all: clustered by such a key a table
    /// would be written everywhere at once. So its rows lie in the order of an instant that each is born with and keeps.
    /// </summary>
    private static void ClusterBy<T>(ModelBuilder modelBuilder, string instant)
        where T : class
    {
        var entity = modelBuilder.Entity<T>();
        if (entity.Metadata.FindPrimaryKey() is { } key)
        {
            key.SetIsClustered(false);
        }

        entity.HasIndex(instant).IsClustered();
    }
}
