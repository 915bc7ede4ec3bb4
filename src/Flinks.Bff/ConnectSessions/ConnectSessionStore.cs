using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.ConnectSessions;

/// <summary>Connect sessions and tickets in the database.</summary>
public sealed class ConnectSessionStore(Database database) : ISweep
{
    private static readonly TimeSpan SessionsKeptFor = TimeSpan.FromDays(30);

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

    /// <summary>Uses the session up.</summary>
    /// <returns>False if it had been used.</returns>
    public Task<bool> SpendAsync(ConnectSessionId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db => await db.ConnectSessions
                .Where(session => session.Id == id && session.UsedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(session => session.UsedAt, now), cancellationToken) == 1,
            db => db.ConnectSessions.AnyAsync(session => session.Id == id && session.UsedAt == now, cancellationToken),
            cancellationToken);

    /// <summary>Gives the session a new state for its callback; an earlier one no longer works.</summary>
    public Task SetStateAsync(ConnectSessionId id, byte[] stateHash, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.ConnectSessions
                .Where(session => session.Id == id)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(session => session.StateHash, stateHash).SetProperty(session => session.StateExpiresAt, expiresAt), cancellationToken),
            cancellationToken);

    /// <summary>Uses a state up and leaves a ticket in its place, if the callback brought a login.</summary>
    /// <returns>The session, or null if the state is unknown, used or too old.</returns>
    public Task<ConnectSession?> ReturnAsync(byte[] stateHash, Func<ConnectSession, Ticket?> ticket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Ticket? left = null;
        return database.WriteAsync(
            async db =>
            {
                var session = await db.ConnectSessions.AsNoTracking()
                    .FirstOrDefaultAsync(row => row.StateHash == stateHash && row.StateExpiresAt > now, cancellationToken);
                if (session is null
                    || await db.ConnectSessions
                        .Where(row => row.Id == session.Id && row.StateHash == stateHash)
                        .ExecuteUpdateAsync(row => row.SetProperty(used => used.StateHash, (byte[]?)null), cancellationToken) != 1)
                {
                    return null;
                }

                left = ticket(session);
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

    /// <summary>Erases tickets that were not used in time, and sessions of long ago.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await db.Tickets.Where(ticket => ticket.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
                var old = now - SessionsKeptFor;
                return await db.ConnectSessions.Where(session => session.CreatedAt < old).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
}
