using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Retrievals;

/// <summary>Past retrievals of a connection in the database.</summary>
public sealed class RetrievalHistoryStore(Database database)
{
    /// <summary>Those that began until an instant, the latest first; only what is told of them, and nothing sealed.</summary>
    public Task<List<PastRetrieval>> ReadAsync(ConnectionId connection, DateTimeOffset until, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Retrievals
                .Where(row => row.ConnectionId == connection && row.StartedAt <= until)
                .OrderByDescending(row => row.StartedAt)
                .Take(most)
                .Select(row => new PastRetrieval(
                    row.Id, row.StartedAt, row.EndedAt, row.State, row.Freshness, row.Code, row.FlinksCode, row.FromWebhook, row.WebhookDeliveryId != null, row.Calls))
                .ToListAsync(cancellationToken),
            cancellationToken);
}

/// <summary>What is told of a retrieval.</summary>
/// <param name="ByWebhook">A webhook ended it.</param>
public sealed record PastRetrieval(
    RetrievalId Id,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    RetrievalState State,
    Freshness Freshness,
    string? Code,
    string? FlinksCode,
    bool FromWebhook,
    bool ByWebhook,
    string? Calls);
