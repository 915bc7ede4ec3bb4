using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Operations;

/// <summary>How much there is to do, over all instances.</summary>
public sealed class Workload(IDbContextFactory<BffDbContext> contexts)
{
    /// <summary>Open retrievals by state; states that there are none in are left out.</summary>
    public Task<Dictionary<RetrievalState, int>> OpenRetrievalsAsync(CancellationToken cancellationToken) => AskAsync(db =>
        db.Retrievals.OpenByState().ToDictionaryAsync(found => found.State, found => found.Count, cancellationToken));

    /// <summary>Since when the oldest due step of a retrieval waits to be taken.</summary>
    public Task<DateTimeOffset?> OldestRetrievalAsync(DateTimeOffset now, CancellationToken cancellationToken) => AskAsync(db =>
        db.Retrievals.DueAt(now).MinAsync(row => row.NextStepAt, cancellationToken));

    /// <summary>Retrievals whose step waits to be taken.</summary>
    public Task<int> DueRetrievalsAsync(DateTimeOffset now, CancellationToken cancellationToken) => AskAsync(db => db.Retrievals.DueAt(now).CountAsync(cancellationToken));

    /// <summary>Deletions that Flinks has not confirmed.</summary>
    public Task<int> DeletionsAsync(CancellationToken cancellationToken) => AskAsync(db => db.Deletions.CountAsync(row => row.NextStepAt != null, cancellationToken));

    public Task<DateTimeOffset?> OldestDeletionAsync(DateTimeOffset now, CancellationToken cancellationToken) => AskAsync(db =>
        db.Deletions.Where(row => row.NextStepAt <= now).MinAsync(row => row.NextStepAt, cancellationToken));

    /// <summary>Webhooks that wait to be worked off, and those that wait for their login.</summary>
    public Task<(int Due, int Parked)> WebhooksAsync(CancellationToken cancellationToken) => AskAsync(async db =>
        (await db.WebhookDeliveries.Waiting().CountAsync(cancellationToken), await db.WebhookDeliveries.Parked().CountAsync(cancellationToken)));

    public Task<DateTimeOffset?> OldestWebhookAsync(DateTimeOffset now, CancellationToken cancellationToken) => AskAsync(db =>
        db.WebhookDeliveries.Where(row => row.NextStepAt <= now).MinAsync(row => row.NextStepAt, cancellationToken));

    /// <summary>Instances that live, and those that fell silent without taking leave and are not forgotten yet.</summary>
    public Task<(int Alive, int Silent)> InstancesAsync(DateTimeOffset now, CancellationToken cancellationToken) => AskAsync(async db =>
    {
        var since = now - Neighbours.SilentFor;
        return (await db.Instances.CountAsync(row => row.SeenAt > since, cancellationToken), await db.Instances.CountAsync(row => row.SeenAt <= since, cancellationToken));
    });

    private async Task<T> AskAsync<T>(Func<BffDbContext, Task<T>> question)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await question(db);
    }
}
