using Flinks.Bff.Platform.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence.Rekeying;

/// <summary>
/// The sealed rows that stay for long. A seal is replaced only where it is still the one that was seen. The others (tickets, open challenges,
/// webhooks, session ids) are over within a day.
/// </summary>
public sealed class SealedRowsStore(Database database)
{
    public Task<List<ConnectionId>> ConnectionsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Connections.Select(row => row.Id).ToListAsync(cancellationToken), cancellationToken);

    public Task<List<SealedRow<ConnectionId>>> ReadAsync(ConnectionId[] ids, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Connections.Where(row => ids.Contains(row.Id)).Select(row => new SealedRow<ConnectionId>(row.Id, row.LoginSealed)).ToListAsync(cancellationToken),
            cancellationToken);

    public Task<int> WriteAsync(IReadOnlyList<RenewedRow<ConnectionId>> rows, CancellationToken cancellationToken) =>
        EachAsync(
            rows,
            (db, row) => db.Connections.Where(old => old.Id == row.Id && old.LoginSealed == row.Seen)
                .ExecuteUpdateAsync(old => old.SetProperty(connection => connection.LoginSealed, row.Renewed), cancellationToken),
            cancellationToken);

    public Task<List<DeletionId>> DeletionsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Deletions.Where(row => row.LoginSealed != null).Select(row => row.Id).ToListAsync(cancellationToken), cancellationToken);

    public Task<List<SealedRow<DeletionId>>> ReadAsync(DeletionId[] ids, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Deletions.Where(row => ids.Contains(row.Id) && row.LoginSealed != null)
                .Select(row => new SealedRow<DeletionId>(row.Id, row.LoginSealed ?? Array.Empty<byte>())).ToListAsync(cancellationToken),
            cancellationToken);

    public Task<int> WriteAsync(IReadOnlyList<RenewedRow<DeletionId>> rows, CancellationToken cancellationToken) =>
        EachAsync(
            rows,
            (db, row) => db.Deletions.Where(old => old.Id == row.Id && old.LoginSealed == row.Seen)
                .ExecuteUpdateAsync(old => old.SetProperty(deletion => deletion.LoginSealed, row.Renewed), cancellationToken),
            cancellationToken);

    public Task<List<RetrievalId>> ResultsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Results.Select(row => row.RetrievalId).ToListAsync(cancellationToken), cancellationToken);

    public Task<List<SealedRow<RetrievalId>>> ReadAsync(RetrievalId[] ids, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Results.Where(row => ids.Contains(row.RetrievalId)).Select(row => new SealedRow<RetrievalId>(row.RetrievalId, row.Sealed)).ToListAsync(cancellationToken),
            cancellationToken);

    public Task<int> WriteAsync(IReadOnlyList<RenewedRow<RetrievalId>> rows, CancellationToken cancellationToken) =>
        EachAsync(
            rows,
            (db, row) => db.Results.Where(old => old.RetrievalId == row.Id && old.Sealed == row.Seen)
                .ExecuteUpdateAsync(old => old.SetProperty(result => result.Sealed, row.Renewed), cancellationToken),
            cancellationToken);

    private Task<int> EachAsync<TId>(IReadOnlyList<RenewedRow<TId>> rows, Func<BffDbContext, RenewedRow<TId>, Task<int>> write, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var written = 0;
                foreach (var row in rows)
                {
                    written += await write(db, row);
                }

                return written;
            },
            cancellationToken);
}

/// <summary>A row with what is sealed in it.</summary>
public sealed record SealedRow<TId>(TId Id, byte[] Sealed);

/// <summary>The same content under a new seal.</summary>
public sealed record RenewedRow<TId>(TId Id, byte[] Seen, byte[] Renewed);
