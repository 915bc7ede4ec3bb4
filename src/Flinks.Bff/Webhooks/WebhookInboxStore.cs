using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Requests;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Webhooks;

/// <summary>Webhooks as operators see them: what is known of each, and never what it says.</summary>
public sealed class WebhookInboxStore(Database database)
{
    /// <summary>The newest first.</summary>
    /// <param name="after">The last one of the page before.</param>
    public Task<List<WebhookEntry>> ReadAsync(WebhookOutcome? outcome, PagePlace<Guid>? after, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
            {
                var rows = db.WebhookDeliveries.AsNoTracking();
                rows = outcome is { } asked ? rows.Where(row => row.Outcome == asked) : rows;
                rows = after is var (at, id) ? rows.Where(row => row.ReceivedAt <= at && (row.ReceivedAt < at || row.Id.CompareTo(id) < 0)) : rows;
                return Entries(rows.OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Id).Take(most)).ToListAsync(cancellationToken);
            },
            cancellationToken);

    public Task<WebhookEntry?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(db => Entries(db.WebhookDeliveries.AsNoTracking().Where(row => row.Id == id)).FirstOrDefaultAsync(cancellationToken), cancellationToken);

    /// <summary>Has one worked off again, if its body is still held and nobody works on it.</summary>
    /// <returns>How it then stands, or null if it cannot be.</returns>
    public Task<WebhookEntry?> ReplayAsync(Guid id, DateTimeOffset now, AuditNote note, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var rows = await db.WebhookDeliveries
                    .Where(row => row.Id == id && row.ErasesAt > now && row.LeaseId == null)
                    .ExecuteUpdateAsync(
                        row => row
                            .SetProperty(again => again.NextStepAt, now)
                            .SetProperty(again => again.Outcome, (WebhookOutcome?)null)
                            .SetProperty(again => again.WorkedOffAt, (DateTimeOffset?)null)
                            .SetProperty(again => again.Attempts, 0),
                        cancellationToken);
                if (rows == 0)
                {
                    return null;
                }

                note.AddTo(db);
                await db.SaveChangesAsync(cancellationToken);
                return await Entries(db.WebhookDeliveries.AsNoTracking().Where(row => row.Id == id)).FirstOrDefaultAsync(cancellationToken);
            },
            cancellationToken);

    private static IQueryable<WebhookEntry> Entries(IQueryable<WebhookDelivery> rows) => rows.Select(row => new WebhookEntry
    {
        DeliveryId = row.Id,
        ReceivedAt = row.ReceivedAt,
        Type = row.ResponseType,
        Outcome = row.Outcome,
        WorkedOffAt = row.WorkedOffAt,
        Attempts = row.Attempts,
        HeldUntil = row.ErasesAt,
    });
}
