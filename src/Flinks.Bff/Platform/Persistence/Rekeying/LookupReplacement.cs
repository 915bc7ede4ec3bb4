using System.Security.Cryptography;
using Flinks.Client;

namespace Flinks.Bff.Platform.Persistence.Rekeying;

/// <summary>
/// Replaces the key under which logins are found. From the moment that the new one is in force, who looks for a login looks for both hashes,
/// and a new row of a login takes the hash that its other rows have; then login after login is opened and its rows are moved. When a look
/// over all of them finds nothing to move, nothing can come any more: what is stored is stored under a key in force, which its own
/// transaction makes sure of. So nobody has to be waited for.
/// </summary>
public sealed class LookupReplacement(LookupChangeStore store, LoginLookup lookup, Sealer sealer, TimeProvider time)
{
    private const int BatchSize = 50;

    public async Task ReplaceAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        var isNew = await store.BeginAsync(lookup.MakeKey(), time.GetUtcNow(), cancellationToken);
        await lookup.LoadAsync(cancellationToken);
        tell(isNew ? "A new lookup key is in force; logins are hashed anew." : "Logins are hashed anew with the lookup key that an earlier run put in force.");
        while (true)
        {
            var earlier = await store.EarlierAsync(cancellationToken);
            var (moved, unreadable) = await PassAsync(cancellationToken);
            if (moved > 0)
            {
                tell($"{moved} rows are found by the new key.");
                continue;
            }

            await EndAsync(earlier, unreadable, tell, cancellationToken);
            return;
        }
    }

    /// <summary>One look over all logins.</summary>
    private async Task<(int Moved, int Unreadable)> PassAsync(CancellationToken cancellationToken)
    {
        await store.ForgetUnneededAsync(cancellationToken);
        var (moved, unreadable) = (0, 0);
        foreach (var hashes in (await store.HashesAsync(cancellationToken)).Chunk(BatchSize))
        {
            var opened = await OpenAsync(hashes, cancellationToken);
            List<MovedLogin> moves = [.. opened.Moves];
            moved += moves.Count > 0 ? await store.MoveAsync(moves, cancellationToken) : 0;
            unreadable += opened.Unreadable;
        }

        return (moved, unreadable);
    }

    private async Task<(List<MovedLogin> Moves, int Unreadable)> OpenAsync(byte[][] hashes, CancellationToken cancellationToken)
    {
        var rows = (await store.LoginsAsync(hashes, cancellationToken)).ToLookup(row => Convert.ToHexString(row.Hash), row => row.Sealed);
        List<MovedLogin> moves = [];
        var unreadable = 0;
        foreach (var hash in hashes)
        {
            var logins = rows[Convert.ToHexString(hash)].ToList();
            var bodies = logins.Count == 0 ? await store.DeliveriesAsync(hash, cancellationToken) : [];
            var login = logins.Count == 0 ? await OpenOneAsync(bodies, cancellationToken) : OpenOne(logins, row => sealer.OpenLogin(row));
            if (login is { } opened && lookup.Hash(opened).Current is var current)
            {
                moves.AddRange(current.AsSpan().SequenceEqual(hash) ? [] : [new MovedLogin(hash, current)]);
            }
            else if (logins.Count + bodies.Count > 0)
            {
                unreadable++;
            }
        }

        return (moves, unreadable);
    }

    private async Task<LoginId?> OpenOneAsync(List<Guid> deliveries, CancellationToken cancellationToken)
    {
        foreach (var delivery in deliveries)
        {
            if (await store.BodyAsync(delivery, cancellationToken) is { Length: > 0 } body && OpenOne([body], OpenDelivery) is { } login)
            {
                return login;
            }
        }

        return null;
    }

    private LoginId? OpenDelivery(byte[] body) => FlinksWebhook.Read(sealer.OpenDelivery(body)).LoginId;

    private static LoginId? OpenOne(List<byte[]> sealedLogins, Func<byte[], LoginId?> open)
    {
        foreach (var sealedLogin in sealedLogins)
        {
            try
            {
                return open(sealedLogin);
            }
            catch (CryptographicException)
            {
                // Counted by its column; another row of the same login may do.
            }
        }

        return null;
    }

    private async Task EndAsync(List<StoredKey> earlier, int unreadable, Action<string> tell, CancellationToken cancellationToken)
    {
        await store.ForgetPastAsync(cancellationToken);
        foreach (var key in earlier)
        {
            await (unreadable == 0
                ? store.DropAsync(key.Id, cancellationToken)
                : store.KeepAsync(key.Id, sealer.RenewLookupKey(key.Value), cancellationToken));
        }

        tell(unreadable == 0
            ? "No row is found by an earlier lookup key any more; it was dropped."
            : $"{unreadable} logins cannot be opened, so they stay as they are; the earlier lookup key is kept for them.");
    }
}
