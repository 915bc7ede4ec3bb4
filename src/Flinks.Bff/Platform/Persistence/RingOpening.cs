using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Tries every key of the ring with the certificates we have. What was tried once is not tried again until the ring is another one: opening costs milliseconds each.</summary>
public sealed class RingOpening(IDbContextFactory<BffDbContext> contexts, IKeyManager keys)
{
    private volatile Tried? _last;

    public async Task<RingState> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Keys.AsNoTracking().Where(key => key.Name.StartsWith(KeyRingRepository.Prefix)).OrderBy(key => key.Id).ToListAsync(cancellationToken);
        if (_last is { } last && last.Rows.Select(row => row.Value).SequenceEqual(rows.Select(row => row.Value), ByteStrings.Instance))
        {
            return last.State;
        }

        var state = new RingState(rows.Count, keys.GetAllKeys().Count(Opens), rows.Exists(row => RingElement.Of(row) is { LiesOpen: true }));
        _last = new Tried(rows, state);
        return state;
    }

    private static bool Opens(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
#pragma warning disable CA1031 // A key can be damaged in as many ways as XML, and each is told in a way of its own.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private sealed record Tried(List<StoredKey> Rows, RingState State);

    private sealed class ByteStrings : IEqualityComparer<byte[]>
    {
        public static readonly ByteStrings Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] bytes) => bytes.Length;
    }
}

/// <summary>How the key ring stands.</summary>
/// <param name="Keys">Keys in it.</param>
/// <param name="Opening">Those that our certificates open.</param>
/// <param name="LiesOpen">At least one is not sealed by any certificate.</param>
public sealed record RingState(int Keys, int Opening, bool LiesOpen)
{
    public bool OpensWhole => Opening == Keys && Keys > 0;
}
