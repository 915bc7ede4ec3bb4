using Flinks.Bff.Audit;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence.Rekeying;

/// <summary>A change of keys in the database: that it is under way, and the key ring that it changes.</summary>
public sealed class RekeyStore(Database database)
{
    /// <summary>A row among the keys, but none: its value is the id of the ring key that was made for this change, once there is one.</summary>
    private const string UnderWay = "rekey";

    /// <returns>False if one is under way already.</returns>
    public async Task<bool> BeginAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(
                async db =>
                {
                    if (await db.Keys.AnyAsync(key => key.Name == UnderWay, cancellationToken))
                    {
                        return false;
                    }

                    db.Keys.Add(new StoredKey { Name = UnderWay, Value = [], CreatedAt = now });
                    return await db.SaveChangesAsync(cancellationToken) == 1;
                },
                cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return false;
        }
    }

    /// <returns>The ring key that was made for the change under way, if one was.</returns>
    public Task<byte[]?> RingKeyAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Keys.Where(key => key.Name == UnderWay).Select(key => key.Value).FirstOrDefaultAsync(cancellationToken), cancellationToken);

    public Task NoteRingKeyAsync(byte[] ringKey, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.Keys.Where(key => key.Name == UnderWay).ExecuteUpdateAsync(row => row.SetProperty(key => key.Value, ringKey), cancellationToken),
            cancellationToken);

    /// <summary>Of two that changed the keys together, the one that ends it is told of.</summary>
    public Task EndAsync(AuditNote note, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                if (await db.Keys.Where(key => key.Name == UnderWay).ExecuteDeleteAsync(cancellationToken) == 1)
                {
                    note.AddTo(db);
                }

                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    public Task<List<StoredKey>> RingAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Keys.AsNoTracking().Where(key => key.Name.StartsWith(KeyRingRepository.Prefix)).OrderBy(key => key.Id).ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>The same key, sealed in another way.</summary>
    public Task ReplaceAsync(int id, byte[] value, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.Keys.Where(key => key.Id == id).ExecuteUpdateAsync(row => row.SetProperty(key => key.Value, value), cancellationToken), cancellationToken);
}
