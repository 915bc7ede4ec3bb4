using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence.Rekeying;

/// <summary>The change of the lookup key in the database. Rows of one login move together, so that at no moment two of them carry different hashes.</summary>
public sealed class LookupChangeStore(Database database)
{
    /// <summary>Puts a new key in force. The one before stays known until no row is stored under it.</summary>
    /// <returns>False if a change is under way already.</returns>
    public async Task<bool> BeginAsync(byte[] sealedKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAloneAsync(db => BeginAsync(db, sealedKey, now, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return false;
        }
    }

    /// <summary>Every hash that a login is stored under.</summary>
    public Task<List<byte[]>> HashesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Connections.Select(row => row.LoginHash)
                .Union(db.Deletions.Where(row => row.LoginHash != null).Select(row => row.LoginHash ?? Array.Empty<byte>()))
                .Union(db.WebhookDeliveries.Where(row => row.LoginHash != null).Select(row => row.LoginHash ?? Array.Empty<byte>()))
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>The sealed logins that are stored under some hashes.</summary>
    public Task<List<SealedLogin>> LoginsAsync(byte[][] hashes, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var linked = await db.Connections.Where(row => hashes.Contains(row.LoginHash))
                    .Select(row => new SealedLogin(row.LoginHash, row.LoginSealed)).ToListAsync(cancellationToken);
                var leaving = await db.Deletions.Where(row => row.LoginHash != null && row.LoginSealed != null && hashes.Contains(row.LoginHash))
                    .Select(row => new SealedLogin(row.LoginHash ?? Array.Empty<byte>(), row.LoginSealed ?? Array.Empty<byte>())).ToListAsync(cancellationToken);
                return linked.Concat(leaving).ToList();
            },
            cancellationToken);

    /// <summary>The sealed webhooks that are kept for a login nobody holds. One by one: they may be large.</summary>
    public Task<List<Guid>> DeliveriesAsync(byte[] hash, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.WebhookDeliveries.Where(row => row.LoginHash == hash && row.ErasesAt != null).Select(row => row.Id).ToListAsync(cancellationToken), cancellationToken);

    public Task<byte[]?> BodyAsync(Guid delivery, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.WebhookDeliveries.Where(row => row.Id == delivery).Select(row => row.BodySealed).FirstOrDefaultAsync(cancellationToken), cancellationToken);

    /// <returns>How many rows were moved.</returns>
    public Task<int> MoveAsync(IReadOnlyList<MovedLogin> logins, CancellationToken cancellationToken) =>
        database.WriteAloneAsync(
            async db =>
            {
                var rows = 0;
                foreach (var login in logins)
                {
                    rows += await MoveAsync(db, login, cancellationToken);
                }

                return rows;
            },
            cancellationToken);

    /// <summary>Takes the hash from webhooks that are over and whose login nobody holds: nobody looks for them, and they hold nothing to hash anew.</summary>
    public Task<int> ForgetUnneededAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.WebhookDeliveries
                .Where(row => row.LoginHash != null && row.WorkedOffAt != null && row.ErasesAt == null
                    && !db.Connections.Any(connection => connection.LoginHash == row.LoginHash)
                    && !db.Deletions.Any(deletion => deletion.LoginHash == row.LoginHash))
                .ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.LoginHash, (byte[]?)null), cancellationToken),
            cancellationToken);

    /// <summary>The keys that were in force before.</summary>
    public Task<List<StoredKey>> EarlierAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Keys.AsNoTracking().Where(key => key.Name.StartsWith(LookupKeyNames.InForce) && key.Name != LookupKeyNames.InForce)
                .OrderBy(key => key.Id).ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>What a receipt still knows its login by cannot be hashed anew, as the login is gone. It is kept for a day at most, and only to drop what comes late.</summary>
    public Task ForgetPastAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.Deletions.Where(row => row.PastLoginHash != null)
                .ExecuteUpdateAsync(row => row.SetProperty(deletion => deletion.PastLoginHash, (byte[]?)null), cancellationToken),
            cancellationToken);

    /// <summary>No row is stored under it any more.</summary>
    public Task DropAsync(int id, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.Keys.Where(key => key.Id == id && key.Name != LookupKeyNames.InForce).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>Rows that cannot be opened may be stored under it for ever.</summary>
    public Task KeepAsync(int id, byte[] resealed, CancellationToken cancellationToken)
    {
        var kept = LookupKeyNames.Kept + id;
        return database.WriteAsync(
            db => db.Keys.Where(key => key.Id == id && key.Name != LookupKeyNames.InForce)
                .ExecuteUpdateAsync(row => row.SetProperty(key => key.Name, kept).SetProperty(key => key.Value, resealed), cancellationToken),
            cancellationToken);
    }

    private static async Task<bool> BeginAsync(BffDbContext db, byte[] sealedKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Keys.AnyAsync(key => key.Name.StartsWith(LookupKeyNames.Leaving), cancellationToken))
        {
            return false;
        }

        var before = await db.Keys.Where(key => key.Name == LookupKeyNames.InForce).Select(key => key.Id).FirstOrDefaultAsync(cancellationToken);
        var leaving = LookupKeyNames.Leaving + before;
        await db.Keys.Where(key => key.Id == before).ExecuteUpdateAsync(row => row.SetProperty(key => key.Name, leaving), cancellationToken);
        db.Keys.Add(new StoredKey { Name = LookupKeyNames.InForce, Value = sealedKey, CreatedAt = now });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static async Task<int> MoveAsync(BffDbContext db, MovedLogin login, CancellationToken cancellationToken) =>
        await db.Connections.Where(row => row.LoginHash == login.From)
            .ExecuteUpdateAsync(row => row.SetProperty(connection => connection.LoginHash, login.To), cancellationToken)
        + await db.Deletions.Where(row => row.LoginHash == login.From)
            .ExecuteUpdateAsync(row => row.SetProperty(deletion => deletion.LoginHash, login.To), cancellationToken)
        + await db.WebhookDeliveries.Where(row => row.LoginHash == login.From)
            .ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.LoginHash, login.To), cancellationToken);
}

/// <summary>A login as a row holds it.</summary>
public sealed record SealedLogin(byte[] Hash, byte[] Sealed);

/// <summary>A login whose rows are stored under another hash from now on.</summary>
public sealed record MovedLogin(byte[] From, byte[] To);
