using Flinks.Bff.Audit;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.NightlyRefresh;

/// <summary>The nightly refresh in the database: columns of the connection, written beside its version, as nobody decides on them.</summary>
public sealed class NightlyRefreshStore(Database database)
{
    /// <summary>Another owner of the login wants it: it stays enrolled at Flinks.</summary>
    public Task<bool> IsWantedElsewhereAsync(ConnectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Connections.AnyAsync(
                row => row.Id != id && row.Proved && row.NightlyEnabled && db.Connections.Any(own => own.Id == id && own.LoginHash == row.LoginHash), cancellationToken),
            cancellationToken);

    /// <summary>Keeps what the user wants and what is known. Nothing is done if there is no such connection.</summary>
    public Task SetAsync(byte[] user, ConnectionId id, bool enabled, NightlyVerdict verdict, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                if (await db.Connections
                    .Where(row => row.Id == id && row.UserKey == user && row.Proved)
                    .ExecuteUpdateAsync(
                        row => row.SetProperty(connection => connection.NightlyEnabled, enabled)
                            .SetProperty(connection => connection.NightlyEligible, verdict.IsEligible)
                            .SetProperty(connection => connection.NightlyReason, verdict.Reason)
                            .SetProperty(connection => connection.NightlyCheckedAt, now),
                        cancellationToken) == 1)
                {
                    (AuditNote.ByUser(user, AuditAction.NightlyRefreshSet, now) with { ConnectionId = id }).AddTo(db);
                }

                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    /// <summary>Some connection has not been checked since then.</summary>
    public Task<bool> IsDueAsync(DateTimeOffset checkedBefore, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Connections.AnyAsync(row => row.NightlyEnabled && row.NightlyCheckedAt < checkedBefore, cancellationToken), cancellationToken);

    /// <summary>Connections that have not been checked since then, the longest ago first.</summary>
    public Task<List<Connection>> ListDueAsync(DateTimeOffset checkedBefore, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Connections.AsNoTracking()
                .Where(row => row.NightlyEnabled && row.NightlyCheckedAt < checkedBefore)
                .OrderBy(row => row.NightlyCheckedAt).ThenBy(row => row.Id)
                .Take(most)
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>Keeps what is known of connections that still want it.</summary>
    public Task CheckedAsync(ConnectionId[] ids, NightlyVerdict verdict, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.Connections
                .Where(row => ids.Contains(row.Id) && row.NightlyEnabled)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(connection => connection.NightlyEligible, verdict.IsEligible)
                        .SetProperty(connection => connection.NightlyReason, verdict.Reason)
                        .SetProperty(connection => connection.NightlyCheckedAt, now),
                    cancellationToken),
            cancellationToken);
}
