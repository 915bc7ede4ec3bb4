using System.Security.Cryptography;
using Flinks.Client;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>
/// Finds a login without storing it: HMAC-SHA256 under a key made at the first start and kept sealed in <c>Keys</c>. A stolen table alone
/// does not let anybody test whether a loginId is in it.
/// </summary>
public sealed class LoginLookup(IDbContextFactory<BffDbContext> contexts, Sealer sealer, TimeProvider time)
{
    public const string KeyName = "lookup";

    private byte[]? _key;

    public byte[] Hash(LoginId loginId) =>
        HMACSHA256.HashData(_key ?? throw new InvalidOperationException("The lookup key is loaded at start-up."), loginId.Reveal().ToByteArray());

    /// <summary>Loads the key, or makes it if this is the first start. Several instances may start at once: the first row wins.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, cancellationToken) is not { } stored)
        {
            try
            {
                db.Keys.Add(new StoredKey
                {
                    Name = KeyName,
                    Value = sealer.SealLookupKey(RandomNumberGenerator.GetBytes(32)),
                    CreatedAt = time.GetUtcNow(),
                });
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                db.ChangeTracker.Clear();
            }

            stored = await FindAsync(db, cancellationToken) ?? throw new InvalidOperationException("The lookup key could not be stored.");
        }

        _key = sealer.OpenLookupKey(stored.Value);
    }

    /// <summary>Whether the stored key can be opened and is the one that we hash with. Changes nothing: a row that is gone stays gone.</summary>
    /// <exception cref="CryptographicException">The key ring that sealed it is not the one we have.</exception>
    public async Task<bool> IsIntactAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, cancellationToken) is { } stored && _key is not null && CryptographicOperations.FixedTimeEquals(sealer.OpenLookupKey(stored.Value), _key);
    }

    private static Task<StoredKey?> FindAsync(BffDbContext db, CancellationToken cancellationToken) =>
        db.Keys.AsNoTracking().SingleOrDefaultAsync(key => key.Name == KeyName, cancellationToken);
}
