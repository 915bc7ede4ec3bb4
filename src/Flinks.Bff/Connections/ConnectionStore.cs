using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Connections;

/// <summary>Connections in the database. Hidden ones (claims that are not proved yet) are found only where a method says so.</summary>
public sealed class ConnectionStore(Database database) : ISweep
{
    private static readonly TimeSpan UnprovedKeptFor = TimeSpan.FromHours(24);

    private static readonly Func<BffDbContext, byte[], ConnectionId, CancellationToken, Task<FoundConnection?>> FindWithOpen = EF.CompileAsyncQuery(
        (BffDbContext db, byte[] user, ConnectionId id, CancellationToken _) => db.Connections.AsNoTracking()
            .Where(row => row.Id == id && row.UserKey == user && row.Proved)
            .Select(row => new FoundConnection(row, db.Retrievals.Any(retrieval => retrieval.OpenFor == row.Id)))
            .FirstOrDefault());

    /// <summary>The user's connection, and whether a retrieval of it is open.</summary>
    public Task<FoundConnection?> FindWithOpenAsync(byte[] user, ConnectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(db => FindWithOpen(db, user, id, cancellationToken), cancellationToken);

    public Task<Connection?> FindAsync(byte[] user, ConnectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Connections.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.UserKey == user && row.Proved, cancellationToken),
            cancellationToken);

    /// <summary>The connection of a retrieval that is known to be the caller's, hidden or not.</summary>
    public Task<Connection?> ReloadAsync(ConnectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Connections.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken), cancellationToken);

    /// <summary>The user's own row for a login, hidden or not.</summary>
    public Task<Connection?> FindByLoginAsync(byte[] user, LoginHashes login, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Connections.AsNoTracking().FirstOrDefaultAsync(row => row.UserKey == user && login.All.Contains(row.LoginHash), cancellationToken),
            cancellationToken);

    /// <summary>The user's connections in the order they were made, each with its open retrieval.</summary>
    public Task<List<(Connection Connection, Retrieval? Open)>> ListAsync(byte[] user, ConnectionId? only, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var rows = await db.Connections.AsNoTracking()
                    .Where(row => row.UserKey == user && row.Proved && (only == null || row.Id == only))
                    .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)
                    .ToListAsync(cancellationToken);
                var open = await db.Retrievals.AsNoTracking()
                    .Where(retrieval => retrieval.UserKey == user && retrieval.OpenFor != null && (only == null || retrieval.OpenFor == only))
                    .ToDictionaryAsync(retrieval => retrieval.ConnectionId, cancellationToken);
                return rows.Select(row => (row, open.GetValueOrDefault(row.Id))).ToList();
            },
            cancellationToken);

    /// <summary>Limits the user's connection to some accounts; null lifts the limit. Nothing is done if there is no such connection.</summary>
    public async Task SelectAsync(byte[] user, ConnectionId id, List<Guid>? accounts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(
                async db =>
                {
                    if (await db.Connections.FirstOrDefaultAsync(row => row.Id == id && row.UserKey == user && row.Proved, cancellationToken) is { } connection)
                    {
                        connection.Select(accounts, now);
                        (AuditNote.ByUser(user, AuditAction.AccountsSelected, now) with { ConnectionId = id }).AddTo(db);
                    }

                    return await db.SaveChangesAsync(cancellationToken);
                },
                cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A retrieval of it has just moved on; the row is looked at anew.
            await SelectAsync(user, id, accounts, now, cancellationToken);
        }
    }

    /// <summary>The connection has been read before, or is being read.</summary>
    public Task<bool> HasRetrievalsAsync(ConnectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Retrievals.AnyAsync(retrieval => retrieval.ConnectionId == id, cancellationToken), cancellationToken);

    /// <summary>When a live Authorize was last sent for the connection's login, by whichever of its owners.</summary>
    public Task<DateTimeOffset?> LastLiveAsync(ConnectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Connections
                .Where(row => db.Connections.Any(own => own.Id == id && own.LoginHash == row.LoginHash))
                .MaxAsync(row => row.LiveSentAt, cancellationToken),
            cancellationToken);

    /// <summary>The connections of all who hold a login, but for claims that are not proved.</summary>
    public Task<List<ConnectionId>> FindOfLoginAsync(LoginHashes login, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Connections.Where(row => login.All.Contains(row.LoginHash) && row.Proved).OrderBy(row => row.CreatedAt).Select(row => row.Id).ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>Erases claims that were never proved.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = now - UnprovedKeptFor;
        return database.WriteAsync(
            async db =>
            {
                await db.Retrievals
                    .Where(retrieval => db.Connections.Any(row => row.Id == retrieval.ConnectionId && !row.Proved && row.CreatedAt < old) && retrieval.OpenFor == null)
                    .ExecuteDeleteAsync(cancellationToken);
                return await db.Connections
                    .Where(row => !row.Proved && row.CreatedAt < old && !db.Retrievals.Any(retrieval => retrieval.ConnectionId == row.Id))
                    .ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
    }
}

/// <summary>A connection as it was found.</summary>
/// <param name="IsBeingRead">A retrieval of it is open.</param>
public sealed record FoundConnection(Connection Connection, bool IsBeingRead);
