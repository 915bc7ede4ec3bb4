using System.Security.Cryptography;
using Flinks.Client;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>
/// Finds a login without storing it: HMAC-SHA256 under a key made at the first start and kept sealed in <c>Keys</c>. A stolen table alone
/// does not let anybody test whether a loginId is in it. The key can be replaced while instances run: one that does not know of it yet
/// finds out when it matters, which is when it has found nothing, and when it stores something.
/// </summary>
public sealed class LoginLookup(IDbContextFactory<BffDbContext> contexts, Sealer sealer, TimeProvider time)
{
    private const int KeyLength = 32;

    private volatile LookupKeys? _keys;

    public LoginHashes Hash(LoginId loginId)
    {
        var keys = _keys ?? throw new InvalidOperationException("The lookup key is loaded at start-up.");
        var id = loginId.Reveal().ToByteArray();
        return new LoginHashes(keys.Generation, [.. keys.Values.Select(key => HMACSHA256.HashData(key, id))]);
    }

    /// <summary>Looks for a login. If nothing is found, it was looked for under the keys that are in force.</summary>
    public async Task<T> FindAsync<T>(LoginId loginId, Func<LoginHashes, Task<T>> find, Predicate<T> isFound, CancellationToken cancellationToken)
    {
        while (true)
        {
            var hashes = Hash(loginId);
            var result = await find(hashes);
            if (isFound(result) || await AreInForceAsync(hashes, cancellationToken) || !await AreIntactAsync(cancellationToken))
            {
                return result;
            }
        }
    }

    /// <summary>Loads the keys, or makes one if this is the first start. Several instances may start at once: the first row wins.</summary>
    /// <exception cref="CryptographicException">The key ring that sealed them is not the one we have.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await ReadAsync(db, cancellationToken) is not { } keys)
        {
            try
            {
                db.Keys.Add(new StoredKey { Name = LookupKeyNames.InForce, Value = MakeKey(), CreatedAt = time.GetUtcNow() });
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                db.ChangeTracker.Clear();
            }

            keys = await ReadAsync(db, cancellationToken) ?? throw new InvalidOperationException("The lookup key could not be stored.");
        }

        _keys = keys;
    }

    /// <summary>
    /// Whether the stored keys can be opened and, unless they were replaced, are those that we hash with. If so, they are what we hash with from now on.
    /// Changes nothing stored: a row that is gone stays gone.
    /// </summary>
    /// <exception cref="CryptographicException">The key ring that sealed them is not the one we have.</exception>
    public async Task<bool> AreIntactAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await ReadAsync(db, cancellationToken) is not { } stored || (_keys is { } ours && ours.Contradict(stored)))
        {
            return false;
        }

        _keys = stored;
        return true;
    }

    /// <summary>A key that nobody has had before, sealed.</summary>
    public byte[] MakeKey() => sealer.SealLookupKey(RandomNumberGenerator.GetBytes(KeyLength));

    private async Task<bool> AreInForceAsync(LoginHashes hashes, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await hashes.HoldAsync(db, cancellationToken);
    }

    /// <returns>Null if there is none in force.</returns>
    private async Task<LookupKeys?> ReadAsync(BffDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Keys.AsNoTracking().Where(key => key.Name.StartsWith(LookupKeyNames.InForce)).OrderByDescending(key => key.Id).ToListAsync(cancellationToken);
        return rows.Find(key => key.Name == LookupKeyNames.InForce) is { } inForce
            ? new LookupKeys([Open(inForce), .. rows.Where(key => key != inForce).Select(Open)])
            : null;
    }

    private LookupKey Open(StoredKey key) => new(key.Id, sealer.OpenLookupKey(key.Value));

    private sealed record LookupKey(int Id, byte[] Value);

    /// <summary>The one in force first.</summary>
    private sealed record LookupKeys(IReadOnlyList<LookupKey> Keys)
    {
        public int Generation => Keys[0].Id;

        public IEnumerable<byte[]> Values => Keys.Select(key => key.Value);

        /// <summary>The same row has become another key.</summary>
        public bool Contradict(LookupKeys other) => other.Keys.Any(theirs =>
            Keys.Any(ours => ours.Id == theirs.Id && !CryptographicOperations.FixedTimeEquals(ours.Value, theirs.Value)));
    }
}
