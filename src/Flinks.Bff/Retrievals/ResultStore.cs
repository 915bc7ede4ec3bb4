using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Retrievals;

/// <summary>Data that are kept for those who come later, in the database.</summary>
public sealed class ResultStore(Database database)
{
    /// <summary>Keeps data that nobody took after all.</summary>
    public Task KeepAsync(StoredResult result, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                if (await db.Retrievals.AnyAsync(retrieval => retrieval.Id == result.RetrievalId, cancellationToken)
                    && !await db.Results.AnyAsync(row => row.RetrievalId == result.RetrievalId, cancellationToken))
                {
                    db.Results.Add(result);
                    await db.SaveChangesAsync(cancellationToken);
                }

                return true;
            },
            cancellationToken);

    public Task<StoredResult?> FindAsync(RetrievalId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Results.AsNoTracking().FirstOrDefaultAsync(result => result.RetrievalId == id && result.ErasesAt > now, cancellationToken),
            cancellationToken);

    /// <param name="note">What the trail is told of it.</param>
    public Task EraseAsync(RetrievalId id, AuditNote note, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                note.AddTo(db);
                await db.SaveChangesAsync(cancellationToken);
                return await db.Results.Where(result => result.RetrievalId == id).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
}
