using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Retrievals;

/// <summary>Looks up what a webhook may belong to.</summary>
public sealed class ArrivalStore(Database database)
{
    /// <summary>A connection, and of its retrievals those that a webhook may end.</summary>
    /// <param name="delivery">The webhook.</param>
    /// <param name="requestHash">Hash of its RequestId.</param>
    /// <param name="expiredSince">Retrievals that expired before this are over for good.</param>
    /// <returns>Null if there is no such connection, or it is a claim that is not proved.</returns>
    public Task<ArrivalScene?> FindAsync(ConnectionId id, Guid delivery, byte[]? requestHash, DateTimeOffset expiredSince, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (await db.Connections.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.Proved, cancellationToken) is not { } connection)
                {
                    return null;
                }

                var retrievals = db.Retrievals.AsNoTracking().Where(retrieval => retrieval.ConnectionId == id);
                var waiting = await retrievals
                    .Where(retrieval => retrieval.OpenFor != null || (retrieval.State == RetrievalState.Expired && retrieval.EndedAt > expiredSince))
                    .ToListAsync(cancellationToken);
                return new ArrivalScene(
                    connection,
                    [.. waiting.OrderByDescending(retrieval => retrieval.IsOpen).ThenByDescending(retrieval => retrieval.EndedAt)],
                    await retrievals.AnyAsync(
                        retrieval => retrieval.WebhookDeliveryId == delivery || (requestHash != null && retrieval.RequestHash == requestHash), cancellationToken),
                    await retrievals.Where(retrieval => retrieval.Code != null).MaxAsync(retrieval => retrieval.EndedAt, cancellationToken));
            },
            cancellationToken);
}

/// <summary>A connection as a webhook finds it.</summary>
/// <param name="Waiting">The open retrieval if there is one, then those that expired not long ago.</param>
/// <param name="HasIt">The webhook's data have arrived before, by it or otherwise.</param>
/// <param name="LastTroubleAt">When a retrieval last ended badly.</param>
public sealed record ArrivalScene(Connection Connection, IReadOnlyList<Retrieval> Waiting, bool HasIt, DateTimeOffset? LastTroubleAt)
{
    /// <summary>The person is being asked something.</summary>
    public bool AsksPerson => Waiting is [{ State: RetrievalState.MfaRequired }, ..];
}
