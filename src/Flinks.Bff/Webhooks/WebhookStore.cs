using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Flinks.Bff.Webhooks;

/// <summary>Webhooks in the database. One is claimed by a guarded update with a lease, so that no two work on it while both are well.</summary>
public sealed class WebhookStore(Database database)
{
    /// <summary>
    /// How long a webhook is remembered by its hash. Flinks tries ten times, thirty minutes apart: four and a half hours. Two days also
    /// cover what its people send again by hand the next morning. Without the row a repeat would make a second retrieval of the same data.
    /// </summary>
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(2);

    private static readonly byte[] Erased = [];

    /// <returns>False if a webhook with the same bytes has been stored before.</returns>
    public async Task<bool> AddAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(
                async db =>
                {
                    db.WebhookDeliveries.Add(delivery);
                    return await db.SaveChangesAsync(cancellationToken) == 1;
                },
                db => db.WebhookDeliveries.AnyAsync(row => row.Id == delivery.Id, cancellationToken),
                cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return false;
        }
    }

    /// <summary>Webhooks that somebody should work on, the longest waiting first.</summary>
    public Task<List<Guid>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.WebhookDeliveries.Where(row => row.NextStepAt <= now).OrderBy(row => row.NextStepAt).Select(row => row.Id).Take(most).ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>Claims one that is due until the lease lapses.</summary>
    /// <returns>Null if somebody else has it, or there is nothing left to do.</returns>
    public Task<WebhookDelivery?> TakeAsync(Guid id, Guid lease, DateTimeOffset now, DateTimeOffset leasedUntil, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db => await db.WebhookDeliveries
                .Where(row => row.Id == id && row.NextStepAt <= now)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(taken => taken.NextStepAt, leasedUntil)
                        .SetProperty(taken => taken.LeaseId, lease)
                        .SetProperty(taken => taken.Attempts, taken => taken.Attempts + 1),
                    cancellationToken) == 1
                || await db.WebhookDeliveries.AnyAsync(row => row.Id == id && row.LeaseId == lease, cancellationToken)
                    ? await db.WebhookDeliveries.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
                    : null,
            cancellationToken);

    /// <summary>Writes what became of one that we hold.</summary>
    /// <returns>False if the lease has gone to somebody else, or its login has to be looked up again when the lease lapses.</returns>
    public Task<bool> SettleAsync(Guid id, Guid lease, WebhookSettlement settlement, CancellationToken cancellationToken)
    {
        // What is kept must be found by its login later on, whatever becomes of the lookup key meanwhile; and a connection that is being erased is told nothing more.
        Write<bool> write = settlement is { ErasesAt: not null, Login: not null } or { Told.Count: > 0 } ? database.WriteAloneAsync : database.WriteAsync;
        return write(
            db => SettleAsync(db, id, lease, settlement, cancellationToken),
            db => db.WebhookDeliveries.AnyAsync(row => row.Id == id && row.LeaseId == null && row.Outcome == settlement.Outcome, cancellationToken),
            cancellationToken);
    }

    /// <summary>Has parked webhooks worked off whose login somebody holds by now.</summary>
    public Task<int> UnparkAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.WebhookDeliveries
                .Where(row => row.WorkedOffAt == null && row.NextStepAt == null && row.Outcome == WebhookOutcome.Parked
                    && db.Connections.Any(connection => connection.LoginHash == row.LoginHash && connection.Proved))
                .ExecuteUpdateAsync(row => row.SetProperty(parked => parked.NextStepAt, now), cancellationToken),
            cancellationToken);

    /// <summary>Webhooks of the connection's login wait for somebody who holds it.</summary>
    public Task<bool> HasParkedAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.WebhookDeliveries.AnyAsync(
                row => row.WorkedOffAt == null && row.Outcome == WebhookOutcome.Parked
                    && db.Connections.Any(holder => holder.Id == connection && holder.LoginHash == row.LoginHash),
                cancellationToken),
            cancellationToken);

    /// <summary>Gives up parked webhooks that nobody claimed, erases bodies that have had their time, and forgets what is long over.</summary>
    /// <returns>How many nobody claimed.</returns>
    public Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var unclaimed = await db.WebhookDeliveries
                    .Where(row => row.ErasesAt <= now && row.WorkedOffAt == null)
                    .ExecuteUpdateAsync(
                        row => row
                            .SetProperty(parked => parked.Outcome, WebhookOutcome.Unclaimed)
                            .SetProperty(parked => parked.WorkedOffAt, now)
                            .SetProperty(parked => parked.NextStepAt, (DateTimeOffset?)null)
                            .SetProperty(parked => parked.LeaseId, (Guid?)null),
                        cancellationToken);
                await db.WebhookDeliveries
                    .Where(row => row.ErasesAt <= now)
                    .ExecuteUpdateAsync(
                        row => row.SetProperty(kept => kept.BodySealed, Erased).SetProperty(kept => kept.ErasesAt, (DateTimeOffset?)null), cancellationToken);
                var old = now - RememberedFor;
                await db.WebhookDeliveries.Where(row => row.WorkedOffAt != null && row.ReceivedAt < old).ExecuteDeleteAsync(cancellationToken);
                return unclaimed;
            },
            cancellationToken);

    private delegate Task<T> Write<T>(Func<BffDbContext, Task<T>> work, Func<BffDbContext, Task<bool>> wasDone, CancellationToken cancellationToken);

    private static async Task<bool> SettleAsync(BffDbContext db, Guid id, Guid lease, WebhookSettlement settlement, CancellationToken cancellationToken)
    {
        if (settlement.Login is { } login && !await login.HoldAsync(db, cancellationToken))
        {
            return false;
        }

        var loginHash = settlement.Login is { } known ? await known.InUseAsync(db, cancellationToken) : null;
        if (await db.WebhookDeliveries
            .Where(row => row.Id == id && row.LeaseId == lease)
            .ExecuteUpdateAsync(row => Settle(row, settlement, loginHash), cancellationToken) != 1)
        {
            return false;
        }

        await TellAsync(db, settlement.Told, cancellationToken);
        return true;
    }

    private static async Task TellAsync(BffDbContext db, IReadOnlyList<TimelineEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            if (await db.Connections.AnyAsync(row => row.Id == entry.ConnectionId, cancellationToken))
            {
                db.TimelineEntries.Add(entry);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static void Settle(UpdateSettersBuilder<WebhookDelivery> row, WebhookSettlement settlement, byte[]? loginHash)
    {
        row.SetProperty(settled => settled.Outcome, settlement.Outcome)
            .SetProperty(settled => settled.ResponseType, settlement.Type)
            .SetProperty(settled => settled.WorkedOffAt, settlement.WorkedOffAt)
            .SetProperty(settled => settled.ErasesAt, settlement.ErasesAt)
            .SetProperty(settled => settled.NextStepAt, (DateTimeOffset?)null)
            .SetProperty(settled => settled.LeaseId, (Guid?)null)
            .SetProperty(settled => settled.Attempts, 0);
        if (loginHash is not null)
        {
            row.SetProperty(settled => settled.LoginHash, loginHash);
        }

        if (settlement.ErasesAt is null)
        {
            row.SetProperty(settled => settled.BodySealed, Erased);
        }
    }
}

/// <summary>What became of a webhook.</summary>
/// <param name="Login">Of which login it is, as far as that was read from it.</param>
/// <param name="WorkedOffAt">Null if it is parked.</param>
/// <param name="ErasesAt">Until when its body is kept; null erases it at once.</param>
public sealed record WebhookSettlement(WebhookOutcome Outcome, string? Type, LoginHashes? Login, DateTimeOffset? WorkedOffAt, DateTimeOffset? ErasesAt)
{
    /// <summary>What connections are told in their timelines: that it came, and had no effect on them.</summary>
    public IReadOnlyList<TimelineEntry> Told { get; init; } = [];
}
