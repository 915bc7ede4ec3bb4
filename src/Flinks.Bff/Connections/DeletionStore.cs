using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Connections;

/// <summary>Deletions in the database.</summary>
public sealed class DeletionStore(Database database) : ISweep
{
    public Task<Deletion?> FindAsync(byte[] user, DeletionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Deletions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.UserKey == user, cancellationToken), cancellationToken);

    /// <summary>The login is being deleted, or was a while ago.</summary>
    /// <param name="lastRefresh">When the bank gave what came for it: after its deletion somebody has connected it anew.</param>
    public Task<bool> IsDeletedAsync(LoginHashes login, DateTimeOffset? lastRefresh, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Deletions.AnyAsync(
                row => login.All.Contains(row.LoginHash) || (login.All.Contains(row.PastLoginHash) && (lastRefresh == null || row.UpstreamConfirmedAt >= lastRefresh)), cancellationToken),
            cancellationToken);

    /// <summary>
    /// Erases a connection with all that belongs to it and leaves a receipt. If nobody else holds the login, the receipt also carries the
    /// work of having it deleted at Flinks.
    /// </summary>
    /// <returns>The receipt and the retrievals that are no more, or null if there is no such connection.</returns>
    public Task<(Deletion Receipt, List<RetrievalId> Retrievals)?> EraseAsync(
        byte[] user, ConnectionId id, DateTimeOffset now, DateTimeOffset firstRetryAt, CancellationToken cancellationToken)
    {
        var receipt = DeletionId.New(now);
        return database.WriteAloneAsync<(Deletion, List<RetrievalId>)?>(
            async db =>
            {
                var connection = await db.Connections.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.UserKey == user && row.Proved, cancellationToken);
                if (connection is null || await db.Connections.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken) == 0)
                {
                    return null;
                }

                var isLast = !await db.Connections.AnyAsync(row => row.LoginHash == connection.LoginHash && row.Proved, cancellationToken);
                var deletion = new Deletion
                {
                    Id = receipt,
                    UserKey = user,
                    ConnectionId = id,
                    LoginHash = isLast ? connection.LoginHash : null,
                    LoginSealed = isLast ? connection.LoginSealed : null,
                    RequestedAt = now,
                    ErasedAt = isLast ? null : now,
                    NextStepAt = isLast ? firstRetryAt : null,
                };
                var retrievals = await EraseBelongingsAsync(db, id, cancellationToken);
                if (isLast)
                {
                    await db.WebhookDeliveries.Where(row => row.LoginHash == connection.LoginHash).ExecuteDeleteAsync(cancellationToken);
                }

                db.Deletions.Add(deletion);
                Noted(AuditNote.ByUser(user, AuditAction.DeletionAsked, now), deletion).AddTo(db);
                if (!isLast)
                {
                    Noted(AuditNote.BySystem(AuditAction.ConnectionErased, now), deletion).AddTo(db);
                }

                await db.SaveChangesAsync(cancellationToken);
                return (deletion, retrievals);
            },
            db => db.Deletions.AnyAsync(row => row.Id == receipt, cancellationToken),
            cancellationToken);
    }

    /// <summary>Flinks agrees: what was kept to ask it is erased too, but for a hash that is kept until it is forgotten.</summary>
    public Task ConfirmAsync(DeletionId id, DateTimeOffset now, DateTimeOffset forgetsAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                if (await db.Deletions.FirstOrDefaultAsync(row => row.Id == id && row.UpstreamConfirmedAt == null, cancellationToken) is { } deletion)
                {
                    deletion.Confirm(now, forgetsAt);
                    Noted(AuditNote.BySystem(AuditAction.DeletionConfirmed, now), deletion).AddTo(db);
                    Noted(AuditNote.BySystem(AuditAction.ConnectionErased, now), deletion).AddTo(db);
                    await db.SaveChangesAsync(cancellationToken);
                }

                return true;
            },
            cancellationToken);

    /// <summary>Deletions that are due for another try, each put off until <paramref name="busyUntil"/> so that no second instance tries it meanwhile.</summary>
    public Task<List<Deletion>> TakeDueAsync(DateTimeOffset now, DateTimeOffset busyUntil, int most, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var due = await db.Deletions.AsNoTracking()
                    .Where(row => row.NextStepAt <= now).OrderBy(row => row.NextStepAt).Take(most).ToListAsync(cancellationToken);
                List<Deletion> taken = [];
                foreach (var deletion in due)
                {
                    var rows = await db.Deletions.Where(row => row.Id == deletion.Id && row.Version == deletion.Version).ExecuteUpdateAsync(
                        row => row
                            .SetProperty(taken => taken.NextStepAt, busyUntil)
                            .SetProperty(taken => taken.Attempts, taken => taken.Attempts + 1)
                            .SetProperty(taken => taken.Version, taken => taken.Version + 1),
                        cancellationToken);
                    if (rows == 1)
                    {
                        taken.Add(deletion);
                    }
                }

                return taken;
            },
            cancellationToken);

    /// <summary>Not yet: try again later.</summary>
    public Task PutOffAsync(DeletionId id, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.Deletions.Where(row => row.Id == id && row.UpstreamConfirmedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(deletion => deletion.NextStepAt, until), cancellationToken),
            cancellationToken);

    /// <summary>Forgets logins that were deleted long enough ago.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.Deletions.Where(row => row.ForgetsAt <= now).ExecuteUpdateAsync(
                row => row
                    .SetProperty(deletion => deletion.PastLoginHash, (byte[]?)null)
                    .SetProperty(deletion => deletion.ForgetsAt, (DateTimeOffset?)null)
                    .SetProperty(deletion => deletion.Version, deletion => deletion.Version + 1),
                cancellationToken),
            cancellationToken);

    private static AuditNote Noted(AuditNote note, Deletion deletion) => note with { ConnectionId = deletion.ConnectionId, DeletionId = deletion.Id };

    /// <returns>The retrievals that were erased.</returns>
    private static async Task<List<RetrievalId>> EraseBelongingsAsync(BffDbContext db, ConnectionId id, CancellationToken cancellationToken)
    {
        var retrievals = await db.Retrievals.Where(row => row.ConnectionId == id).Select(row => row.Id).ToListAsync(cancellationToken);
        await db.Results
            .Where(result => db.Retrievals.Any(retrieval => retrieval.Id == result.RetrievalId && retrieval.ConnectionId == id))
            .ExecuteDeleteAsync(cancellationToken);
        await db.Retrievals.Where(retrieval => retrieval.ConnectionId == id).ExecuteDeleteAsync(cancellationToken);
        await db.TimelineEntries.Where(entry => entry.ConnectionId == id).ExecuteDeleteAsync(cancellationToken);
        await db.ConnectSessions
            .Where(session => session.Repairs == id)
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.Repairs, (ConnectionId?)null), cancellationToken);
        await db.ConnectSessions
            .Where(session => session.ConnectionId == id)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(session => session.ConnectionId, (ConnectionId?)null)
                    .SetProperty(session => session.InstitutionName, (string?)null)
                    .SetProperty(session => session.Code, (string?)null)
                    .SetProperty(session => session.SelectionSealed, (byte[]?)null),
                cancellationToken);
        return retrievals;
    }
}
