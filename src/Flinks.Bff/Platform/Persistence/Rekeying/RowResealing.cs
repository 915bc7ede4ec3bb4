using System.Security.Cryptography;

namespace Flinks.Bff.Platform.Persistence.Rekeying;

/// <summary>Seals with the new ring key what was sealed before it, so that a stolen key opens nothing that is stored from now on.</summary>
public sealed class RowResealing(SealedRowsStore store, Sealer sealer, TimeProvider time)
{
    /// <summary>Told when the wait has begun.</summary>
    public const string Waiting = "Waiting for a few seconds until every instance seals with the new key.";

    private const int BatchSize = 100;

    /// <summary>By then every instance that is well seals with the new key.</summary>
    public static readonly TimeSpan TakenUpWithin = TimeSpan.FromSeconds(5);

    /// <summary>An instance that goes on sealing with an old key is not well.</summary>
    private const int MostPasses = 5;

    /// <param name="fresh">The keys whose seals are good.</param>
    public async Task SealAsync(IReadOnlySet<Guid> fresh, Action<string> tell, CancellationToken cancellationToken)
    {
        for (var pass = 1; pass <= MostPasses; pass++)
        {
            var count = await PassAsync(fresh, cancellationToken);
            tell($"{count.Renewed} rows were sealed anew.");
            if (pass > 1 && count.Renewed == 0)
            {
                TellUnreadable(count.Unreadable, tell);
                return;
            }

            var takenUp = Task.Delay(TakenUpWithin, time, cancellationToken);
            tell(Waiting);
            await takenUp;
        }

        tell("Some instance still seals with an old key: see that all of them run this version, and run 'rekey' again.");
    }

    private static void TellUnreadable(int rows, Action<string> tell)
    {
        if (rows > 0)
        {
            tell($"{rows} rows could not be opened and were left: each is damaged, or its key is lost.");
        }
    }

    private async Task<Count> PassAsync(IReadOnlySet<Guid> fresh, CancellationToken cancellationToken) =>
        await PassAsync(
            await store.ConnectionsAsync(cancellationToken), fresh, sealer.RenewLogin, ids => store.ReadAsync(ids, cancellationToken), rows => store.WriteAsync(rows, cancellationToken))
        + await PassAsync(
            await store.DeletionsAsync(cancellationToken), fresh, sealer.RenewLogin, ids => store.ReadAsync(ids, cancellationToken), rows => store.WriteAsync(rows, cancellationToken))
        + await PassAsync(
            await store.ResultsAsync(cancellationToken), fresh, sealer.RenewResult, ids => store.ReadAsync(ids, cancellationToken), rows => store.WriteAsync(rows, cancellationToken));

    private static async Task<Count> PassAsync<TId>(
        List<TId> ids,
        IReadOnlySet<Guid> fresh,
        Func<byte[], byte[]> renew,
        Func<TId[], Task<List<SealedRow<TId>>>> read,
        Func<List<RenewedRow<TId>>, Task<int>> write)
    {
        var (renewed, unreadable) = (0, 0);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            List<RenewedRow<TId>> rows = [];
            foreach (var row in await read(batch))
            {
                if (SealedBytes.KeyOf(row.Sealed) is { } key && fresh.Contains(key))
                {
                    continue;
                }

                if (TryRenew(row.Sealed, renew) is { } anew)
                {
                    rows.Add(new RenewedRow<TId>(row.Id, row.Sealed, anew));
                }
                else
                {
                    unreadable++;
                }
            }

            renewed += rows.Count > 0 ? await write(rows) : 0;
        }

        return new Count(renewed, unreadable);
    }

    private static byte[]? TryRenew(byte[] sealedBytes, Func<byte[], byte[]> renew)
    {
        try
        {
            return renew(sealedBytes);
        }
        catch (CryptographicException)
        {
            // Counted by its column.
            return null;
        }
    }

    private readonly record struct Count(int Renewed, int Unreadable)
    {
        public static Count operator +(Count one, Count other) => new(one.Renewed + other.Renewed, one.Unreadable + other.Unreadable);
    }
}
