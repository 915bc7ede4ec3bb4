using Flinks.Bff.Audit;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Connections;

/// <summary>Ties connect sessions in the database to the connections that came of them.</summary>
public sealed class ConnectSessionUseStore(Database database)
{
    /// <summary>Uses the session up for a connection, with what the person ticked in it, unless the connection's accounts are chosen already.</summary>
    /// <param name="open">Opens what was ticked.</param>
    /// <returns>The connection as it then stands, or null if the session had been used.</returns>
    public async Task<Connection?> SpendAsync(
        ConnectSessionId id, Connection connection, Func<byte[], List<Guid>?> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await database.WriteAsync(
                    db => SpendAsync(db, id, connection, open, now, cancellationToken),
                    db => db.ConnectSessions.AnyAsync(session => session.Id == id && session.UsedAt == now && session.ConnectionId == connection.Id, cancellationToken),
                    cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                // A retrieval of the connection has just moved on; the row is looked at anew.
            }
        }
    }

    private static async Task<Connection?> SpendAsync(
        BffDbContext db, ConnectSessionId id, Connection connection, Func<byte[], List<Guid>?> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The session first: what is said in it at this moment waits for us, and is then written for the connection too.
        if (await UseUpAsync(db, id, connection.Id, now, cancellationToken) == 0)
        {
            return null;
        }

        await db.TimelineEntries.Where(entry => entry.ConnectSessionId == id)
            .ExecuteUpdateAsync(row => row.SetProperty(entry => entry.ConnectionId, connection.Id), cancellationToken);
        if (await db.ConnectSessions.Where(session => session.Id == id).Select(session => session.SelectionSealed).FirstOrDefaultAsync(cancellationToken) is not { } ticked)
        {
            return connection;
        }

        await db.ConnectSessions.Where(session => session.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.SelectionSealed, (byte[]?)null), cancellationToken);
        return await SelectAsync(db, connection, open(ticked), now, cancellationToken);
    }

    private static Task<int> UseUpAsync(BffDbContext db, ConnectSessionId id, ConnectionId connection, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ConnectSessions
            .Where(session => session.Id == id && session.UsedAt == null)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(session => session.UsedAt, now)
                    .SetProperty(session => session.ConnectionId, connection)
                    .SetProperty(session => session.State, ConnectSessionState.Completed)
                    .SetProperty(session => session.Reached, ConnectSessionState.Completed)
                    .SetProperty(session => session.Code, (string?)null),
                cancellationToken);

    private static async Task<Connection> SelectAsync(
        BffDbContext db, Connection connection, List<Guid>? accounts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (accounts is null || await db.Connections.FirstOrDefaultAsync(row => row.Id == connection.Id, cancellationToken) is not { } row)
        {
            return connection;
        }

        if (row.SelectedAccountIds is null)
        {
            row.Select(accounts, now);
            (AuditNote.ByUser(row.UserKey, AuditAction.AccountsSelected, now) with { ConnectionId = row.Id }).AddTo(db);
            await db.SaveChangesAsync(cancellationToken);
        }

        return row;
    }
}
