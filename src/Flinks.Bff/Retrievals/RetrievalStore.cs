using Flinks.Bff.Audit;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Retrievals;

/// <summary>Retrievals in the database. A save is guarded by the version that was read: it tells whether it won.</summary>
public sealed class RetrievalStore(Database database) : ISweep
{
    /// <summary>How long an ended retrieval can still be asked about.</summary>
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(30);

    public Task<Retrieval?> FindAsync(byte[] user, RetrievalId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Retrievals.AsNoTracking().FirstOrDefaultAsync(retrieval => retrieval.Id == id && retrieval.UserKey == user, cancellationToken),
            cancellationToken);

    public Task<Retrieval?> FindOpenAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Retrievals.AsNoTracking().FirstOrDefaultAsync(retrieval => retrieval.OpenFor == connection, cancellationToken),
            cancellationToken);

    public Task<Retrieval?> ReloadAsync(RetrievalId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Retrievals.AsNoTracking().FirstOrDefaultAsync(retrieval => retrieval.Id == id, cancellationToken),
            cancellationToken);

    /// <summary>The versions of those among the given rows that exist.</summary>
    public Task<Dictionary<RetrievalId, int>> VersionsAsync(RetrievalId[] ids, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Retrievals.Where(retrieval => ids.Contains(retrieval.Id))
                .Select(retrieval => new { retrieval.Id, retrieval.Version })
                .ToDictionaryAsync(row => row.Id, row => row.Version, cancellationToken),
            cancellationToken);

    /// <summary>Adds an open retrieval, unless the connection has one already or is gone, or what the plan was made on no longer holds.</summary>
    /// <param name="change">What changes with it on the connection.</param>
    /// <param name="supersede">The open retrieval that makes room, if one does.</param>
    /// <returns>The connection as it then stands, or null if somebody else was first.</returns>
    public async Task<Connection?> OpenAsync(
        Retrieval retrieval, RetrievalPlan plan, Action<Connection> change, Retrieval? supersede, CancellationToken cancellationToken)
    {
        var version = supersede?.Version ?? 0;
        // Two owners of a login must not both go to the bank: what is read of the other's row has to hold.
        Write<Connection?> write = retrieval.Purpose == AuthorizePurpose.Refresh ? database.WriteAloneAsync : database.WriteAsync;
        try
        {
            return await write(
                async db =>
                {
                    if (await db.Connections.FirstOrDefaultAsync(row => row.Id == retrieval.ConnectionId, cancellationToken) is not { } connection)
                    {
                        return null;
                    }

                    if (plan.DecidedOn is { } seen && seen.LastRetrievalId != connection.LastRetrievalId)
                    {
                        return null;
                    }

                    if (retrieval.Purpose == AuthorizePurpose.Refresh
                        && await db.Connections.Where(row => row.LoginHash == connection.LoginHash).MaxAsync(row => row.LiveSentAt, cancellationToken) != plan.LastLive)
                    {
                        return null;
                    }

                    if (supersede is not null)
                    {
                        Guard(db, supersede, version);
                        await db.SaveChangesAsync(cancellationToken);
                    }

                    if (retrieval.Purpose == AuthorizePurpose.Refresh)
                    {
                        Noted(retrieval, AuditAction.LiveRetrievalStarted, retrieval.StartedAt).AddTo(db);
                    }

                    db.Retrievals.Add(retrieval);
                    Apply(db, connection, change);
                    if (plan.DecidedOn is not null && db.Entry(connection).State == EntityState.Unchanged)
                    {
                        // A result that comes in between makes the plan void: it is noticed by the version.
                        connection.Version++;
                    }

                    await db.SaveChangesAsync(cancellationToken);
                    return connection;
                },
                db => db.Retrievals.AnyAsync(row => row.Id == retrieval.Id, cancellationToken),
                cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return null;
        }
    }

    /// <summary>Writes a move, with what changes on the connection and the data that came with it.</summary>
    /// <returns>The connection as it then stands, or null if the row was changed by somebody else or is gone.</returns>
    public Task<Connection?> SaveAsync(Retrieval retrieval, Action<Connection> change, StoredResult? result, CancellationToken cancellationToken, AuditNote? note = null) =>
        SaveAsync(retrieval, retrieval.Version, change, result, cancellationToken, note: note);

    /// <inheritdoc cref="SaveAsync(Retrieval, Action{Connection}, StoredResult?, CancellationToken, AuditNote?)"/>
    /// <param name="seen">The row's version as it was read; null if it is new.</param>
    /// <param name="ifWanted">The data, to be kept only if somebody waits for them at another instance.</param>
    /// <param name="onlyIf">What has to hold of the connection as it stands when it is written; otherwise nothing is.</param>
    /// <param name="note">What the trail is told of the move, if it is told.</param>
    public async Task<Connection?> SaveAsync(
        Retrieval retrieval,
        int? seen,
        Action<Connection> change,
        StoredResult? result,
        CancellationToken cancellationToken,
        Func<StoredResult>? ifWanted = null,
        Predicate<Connection>? onlyIf = null,
        AuditNote? note = null)
    {
        while (true)
        {
            try
            {
                return await database.WriteAsync(
                    db => SaveAsync(db, retrieval, seen, change, result, ifWanted, onlyIf, note, cancellationToken),
                    db => WasPutAsync(db, retrieval, seen, cancellationToken),
                    cancellationToken);
            }
            catch (DbUpdateConcurrencyException exception) when (exception.Entries.All(entry => entry.Entity is Connection))
            {
                // Only the connection changed under our hands, and it is read anew: the retrieval is still as we saw it.
            }
            catch (DbUpdateConcurrencyException)
            {
                retrieval.Version = seen ?? 0;
                return null;
            }
            catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
            {
                retrieval.Version = seen ?? 0;
                return null;
            }
        }
    }

    /// <summary>Somebody waits for the data at another instance than the one that will bring them.</summary>
    /// <returns>False if the retrieval is no longer open.</returns>
    public Task<bool> WantAsync(RetrievalId id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db => await db.Retrievals
                .Where(row => row.Id == id && row.OpenFor != null)
                .ExecuteUpdateAsync(row => row.SetProperty(retrieval => retrieval.WantedElsewhere, true), cancellationToken) == 1,
            cancellationToken);

    /// <summary>Erases data that have had their time, and rows that ended long ago.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await db.Results.Where(result => result.ErasesAt <= now).ExecuteDeleteAsync(cancellationToken);
                // Opened at the very moment when the connection was erased.
                await db.Retrievals.Where(retrieval => !db.Connections.Any(connection => connection.Id == retrieval.ConnectionId)).ExecuteDeleteAsync(cancellationToken);
                var old = now - KeptAfterEnd;
                return await db.Retrievals
                    .Where(retrieval => retrieval.EndedAt < old && retrieval.OpenFor == null
                        && !db.Connections.Any(connection => connection.LastRetrievalId == retrieval.Id))
                    .ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);

    private static async Task<Connection?> SaveAsync(
        BffDbContext db,
        Retrieval retrieval,
        int? seen,
        Action<Connection> change,
        StoredResult? result,
        Func<StoredResult>? ifWanted,
        Predicate<Connection>? onlyIf,
        AuditNote? note,
        CancellationToken cancellationToken)
    {
        if (await db.Connections.FirstOrDefaultAsync(row => row.Id == retrieval.ConnectionId, cancellationToken) is not { } connection || onlyIf?.Invoke(connection) == false)
        {
            return null;
        }

        Put(db, connection, retrieval, seen, change, result);
        note?.AddTo(db);
        await db.SaveChangesAsync(cancellationToken);
        if (ifWanted is not null)
        {
            await KeepWantedAsync(db, new Dictionary<RetrievalId, Func<StoredResult>> { [retrieval.Id] = ifWanted }, cancellationToken);
        }

        return connection;
    }

    /// <summary>
    /// Keeps those data that somebody waits for at another instance. Called once the rows have been saved: whoever asks from then on finds
    /// that they have ended.
    /// </summary>
    public static async Task KeepWantedAsync(
        BffDbContext db, IReadOnlyDictionary<RetrievalId, Func<StoredResult>> results, CancellationToken cancellationToken)
    {
        var ids = results.Keys.ToArray();
        var wanted = await db.Retrievals.Where(row => ids.Contains(row.Id) && row.WantedElsewhere).Select(row => row.Id).ToListAsync(cancellationToken);
        if (wanted.Count > 0)
        {
            db.Results.AddRange(results.Where(result => wanted.Contains(result.Key)).Select(result => result.Value()));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Notes for the next save: the row, what changes on its connection, and the data that came with it.</summary>
    /// <param name="seen">The row's version as it was read; null if it is new.</param>
    public static void Put(BffDbContext db, Connection connection, Retrieval retrieval, int? seen, Action<Connection> change, StoredResult? result)
    {
        if (seen is { } version)
        {
            Guard(db, retrieval, version);
        }
        else
        {
            db.Retrievals.Add(retrieval);
        }

        Apply(db, connection, change);
        if (seen is null && db.Entry(connection).State == EntityState.Unchanged)
        {
            // A row that is new must not outlive its connection: only a write finds out whether that is still there.
            connection.Version++;
        }

        if (result is not null)
        {
            db.Results.Add(result);
        }
    }

    /// <summary>Whether what was put by <see cref="Put"/> has been saved.</summary>
    public static Task<bool> WasPutAsync(BffDbContext db, Retrieval retrieval, int? seen, CancellationToken cancellationToken)
    {
        var version = seen + 1 ?? 0;
        return db.Retrievals.AnyAsync(
            row => row.Id == retrieval.Id && row.Version == version && row.State == retrieval.State && row.LeaseId == retrieval.LeaseId, cancellationToken);
    }

    /// <summary>What the retrieval's user did, for the trail.</summary>
    public static AuditNote Noted(Retrieval retrieval, AuditAction action, DateTimeOffset at) =>
        AuditNote.ByUser(retrieval.UserKey, action, at) with { ConnectionId = retrieval.ConnectionId, RetrievalId = retrieval.Id };

    private delegate Task<T> Write<T>(Func<BffDbContext, Task<T>> work, Func<BffDbContext, Task<bool>> wasDone, CancellationToken cancellationToken);

    /// <summary>The work of a write may run twice, so the version that was read is not taken from the row it changes.</summary>
    private static void Guard(BffDbContext db, Retrieval retrieval, int seen)
    {
        retrieval.Version = seen + 1;
        var entry = db.Entry(retrieval);
        entry.State = EntityState.Modified;
        entry.Property(row => row.Version).OriginalValue = seen;
        // Others set it, and what was read may be old.
        entry.Property(row => row.WantedElsewhere).IsModified = false;
    }

    /// <summary>An untouched connection is not written, and its version stays.</summary>
    private static void Apply(BffDbContext db, Connection connection, Action<Connection> change)
    {
        change(connection);
        if (db.Entry(connection).State == EntityState.Modified)
        {
            connection.Version++;
        }
    }
}
