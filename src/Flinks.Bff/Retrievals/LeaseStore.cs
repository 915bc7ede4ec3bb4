using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Retrievals;

/// <summary>Who works on which retrieval, in the database.</summary>
public sealed class LeaseStore(Database database)
{
    /// <summary>Rows of a shard that somebody should look at, the longest waiting first.</summary>
    public Task<List<Retrieval>> DueAsync(int shard, DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Retrievals.AsNoTracking()
                .Where(retrieval => retrieval.Shard == shard)
                .DueAt(now)
                .OrderBy(retrieval => retrieval.NextStepAt)
                .Take(most)
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>Takes the leases of those rows that are still due, all at once: what somebody else took meanwhile is not among them.</summary>
    /// <param name="leaseId">A new one: by it the rows are found that were taken, also when the answer to the commit was lost.</param>
    public Task<List<TakenRetrieval>> TakeAsync(RetrievalId[] ids, Guid leaseId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now + RetrievalLeases.Length;
        return database.WriteAsync(
            async db =>
            {
                await db.Retrievals
                    .Where(row => ids.Contains(row.Id) && row.State == RetrievalState.Collecting)
                    .DueAt(now)
                    .ExecuteUpdateAsync(
                        row => row
                            .SetProperty(retrieval => retrieval.LeaseId, leaseId)
                            .SetProperty(retrieval => retrieval.LeasedUntil, until)
                            .SetProperty(retrieval => retrieval.NextStepAt, now)
                            .SetProperty(retrieval => retrieval.Version, retrieval => retrieval.Version + 1),
                        cancellationToken);
                return await db.Retrievals.AsNoTracking()
                    .Where(row => ids.Contains(row.Id) && row.LeaseId == leaseId)
                    .Join(db.Connections, row => row.ConnectionId, connection => connection.Id, (row, connection) => new TakenRetrieval(row, connection))
                    .ToListAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <returns>False if the row is somebody else's by now.</returns>
    public Task<bool> RenewLeaseAsync(RetrievalId id, Guid? leaseId, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db => await db.Retrievals
                .Where(retrieval => retrieval.Id == id && retrieval.LeaseId == leaseId)
                .ExecuteUpdateAsync(row => row.SetProperty(retrieval => retrieval.LeasedUntil, until), cancellationToken) == 1,
            cancellationToken);
}

/// <summary>A row whose lease was taken, with its connection.</summary>
public sealed record TakenRetrieval(Retrieval Retrieval, Connection Connection);
