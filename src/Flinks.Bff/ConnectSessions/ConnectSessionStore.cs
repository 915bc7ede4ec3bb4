using Flinks.Bff.ConnectSessions.Events;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.ConnectSessions;

/// <summary>Connect sessions and tickets in the database.</summary>
public sealed class ConnectSessionStore(Database database) : ISweep
{
    private static readonly TimeSpan SessionsKeptFor = TimeSpan.FromDays(30);

    /// <summary>In one sweep, of which there are many an hour.</summary>
    private const int MostErased = 500;

    /// <summary>Whoever ticked accounts and has not brought the login by then is not coming; and a seal is replaced within a day of a new key.</summary>
    private static readonly TimeSpan SelectionsKeptFor = TimeSpan.FromHours(20);

    public Task AddAsync(ConnectSession session, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
            {
                db.ConnectSessions.Add(session);
                return db.SaveChangesAsync(cancellationToken);
            },
            db => db.ConnectSessions.AnyAsync(row => row.Id == session.Id, cancellationToken),
            cancellationToken);

    public Task<ConnectSession?> FindAsync(byte[] user, ConnectSessionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.ConnectSessions.AsNoTracking().FirstOrDefaultAsync(session => session.Id == id && session.UserKey == user, cancellationToken),
            cancellationToken);

    /// <summary>The session has another address. If it ends in a redirect, it has a new state for its callback too, and an earlier one no longer works.</summary>
    public Task ReopenAsync(ConnectSessionId id, DateTimeOffset opensUntil, byte[]? stateHash, DateTimeOffset? stateExpiresAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.ConnectSessions
                .Where(session => session.Id == id)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(session => session.OpensUntil, opensUntil)
                        .SetProperty(session => session.StateHash, stateHash)
                        .SetProperty(session => session.StateExpiresAt, stateExpiresAt),
                    cancellationToken),
            cancellationToken);

    /// <summary>Uses a state up and leaves a ticket in its place, if the callback brought a login.</summary>
    /// <param name="refusal">Why there is no login, in a word.</param>
    /// <returns>The session, or null if the state is unknown, used or too old.</returns>
    public Task<ConnectSession?> ReturnAsync(
        byte[] stateHash, Func<ConnectSession, Ticket?> ticket, string? refusal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Ticket? left = null;
        return database.WriteAsync(
            async db =>
            {
                var session = await db.ConnectSessions.AsNoTracking()
                    .FirstOrDefaultAsync(row => row.StateHash == stateHash && row.StateExpiresAt > now, cancellationToken);
                if (session is null)
                {
                    return null;
                }

                left = ticket(session);
                var progress = ConnectSessionProgress.Of(session).Returned(left is not null, refusal);
                if (await db.ConnectSessions
                    .Where(row => row.Id == session.Id && row.StateHash == stateHash)
                    .ExecuteUpdateAsync(
                        row => row
                            .SetProperty(used => used.StateHash, (byte[]?)null)
                            .SetProperty(used => used.State, progress.State)
                            .SetProperty(used => used.Reached, progress.Reached)
                            .SetProperty(used => used.Code, progress.Code),
                        cancellationToken) != 1)
                {
                    return null;
                }

                if (left is not null)
                {
                    db.Tickets.Add(left);
                    await db.SaveChangesAsync(cancellationToken);
                }

                return session;
            },
            async db => left is null
                ? !await db.ConnectSessions.AnyAsync(row => row.StateHash == stateHash, cancellationToken)
                : await db.Tickets.AnyAsync(row => row.Hash == left.Hash, cancellationToken),
            cancellationToken);
    }

    /// <summary>Takes a ticket away, whoever shows it: a second try finds nothing.</summary>
    public Task<Ticket?> BurnTicketAsync(byte[] hash, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var ticket = await db.Tickets.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash, cancellationToken);
                return ticket is not null && await db.Tickets.Where(row => row.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1 ? ticket : null;
            },
            async db => !await db.Tickets.AnyAsync(row => row.Hash == hash, cancellationToken),
            cancellationToken);

    /// <summary>Erases tickets that were not used in time, what was ticked for a login that never came, and sessions of long ago with what was said in them.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await db.Tickets.Where(ticket => ticket.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
                var unclaimed = now - SelectionsKeptFor;
                await db.ConnectSessions.Where(session => session.SelectionSealed != null && session.CreatedAt < unclaimed)
                    .ExecuteUpdateAsync(row => row.SetProperty(session => session.SelectionSealed, (byte[]?)null), cancellationToken);
                return await EraseOldAsync(db, now - SessionsKeptFor, cancellationToken);
            },
            cancellationToken);

    /// <summary>Some at a time, by their ids: what was said in them lies in a table that is far too large to be gone through.</summary>
    private static async Task<int> EraseOldAsync(BffDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = await db.ConnectSessions.Where(session => session.CreatedAt < before)
            .OrderBy(session => session.CreatedAt).Select(session => session.Id).Take(MostErased).ToListAsync(cancellationToken);
        if (old.Count == 0)
        {
            return 0;
        }

        var sessions = old.ConvertAll(id => (ConnectSessionId?)id);
        await db.TimelineEntries.Where(entry => sessions.Contains(entry.ConnectSessionId)).ExecuteDeleteAsync(cancellationToken);
        return await db.ConnectSessions.Where(session => old.Contains(session.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
