using Flinks.Bff.Audit;
using Flinks.Bff.Connections;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Idempotency;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Timeline;
using Flinks.Bff.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>The one model. Each provider has a thin context of its own beneath it, for its migrations and its options.</summary>
public abstract class BffDbContext : DbContext
{
    protected BffDbContext(DbContextOptions options)
        : base(options)
    {
        // A unit of work that fails is rolled back as a whole: a savepoint before each save would be two round trips for nothing.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<Retrieval> Retrievals => Set<Retrieval>();

    public DbSet<StoredResult> Results => Set<StoredResult>();

    public DbSet<ConnectSession> ConnectSessions => Set<ConnectSession>();

    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<Deletion> Deletions => Set<Deletion>();

    public DbSet<KeptCall> IdempotencyKeys => Set<KeptCall>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    public DbSet<TimelineEntry> TimelineEntries => Set<TimelineEntry>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<StoredKey> Keys => Set<StoredKey>();

    public DbSet<Instance> Instances => Set<Instance>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<ConnectionId>().HaveConversion<GuidIdConverter<ConnectionId>>();
        configurationBuilder.Properties<RetrievalId>().HaveConversion<GuidIdConverter<RetrievalId>>();
        configurationBuilder.Properties<ConnectSessionId>().HaveConversion<GuidIdConverter<ConnectSessionId>>();
        configurationBuilder.Properties<DeletionId>().HaveConversion<GuidIdConverter<DeletionId>>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new ConnectionConfiguration());
        modelBuilder.ApplyConfiguration(new DeletionConfiguration());
        modelBuilder.ApplyConfiguration(new RetrievalConfiguration());
        modelBuilder.ApplyConfiguration(new StoredResultConfiguration());
        modelBuilder.ApplyConfiguration(new ConnectSessionConfiguration());
        modelBuilder.ApplyConfiguration(new TicketConfiguration());
        modelBuilder.ApplyConfiguration(new KeptCallConfiguration());
        modelBuilder.ApplyConfiguration(new WebhookDeliveryConfiguration());
        modelBuilder.ApplyConfiguration(new TimelineEntryConfiguration());
        modelBuilder.ApplyConfiguration(new AuditEntryConfiguration());
        modelBuilder.ApplyConfiguration(new StoredKeyConfiguration());
        modelBuilder.ApplyConfiguration(new InstanceConfiguration());
    }
}
