using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Flinks.Bff.Platform.Persistence.Rekeying;

/// <summary>Puts a new key into the ring with which everything is sealed from now on. Instances take it up within a second or two, and open what it sealed even before.</summary>
public sealed class RingRenewal(IKeyManager keys, KeyRing ring, RekeyStore store)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>The instance that made another key may be ahead of us.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <returns>The keys whose seals need not be renewed: the new one, and whatever comes after it.</returns>
    public async Task<IReadOnlySet<Guid>> RenewAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        if (await store.RingKeyAsync(cancellationToken) is not { Length: 16 })
        {
            await store.NoteRingKeyAsync(Make().KeyId.ToByteArray(), cancellationToken);
            tell("A new key was put into the ring; everything is sealed with it from now on.");
        }

        return FreshFrom(ring.ReadAnew(ring.Current));
    }

    /// <summary>Data Protection goes by the machine's clock, whatever ours says, and seals with the key that became active last.</summary>
    private IKey Make()
    {
        var now = TimeProvider.System.GetUtcNow();
        var latest = keys.GetAllKeys().Select(key => key.ActivationDate).Where(active => active < now + ClockSkew).DefaultIfEmpty(now).Max();
        return keys.CreateNewKey(latest >= now ? latest + TimeSpan.FromMilliseconds(1) : now, now + Lifetime);
    }

    private HashSet<Guid> FreshFrom(KeyRing.Reading reading)
    {
        var sealing = SealedBytes.KeyOf(reading.Protection.CreateProtector("probe").Protect([]));
        var all = keys.GetAllKeys();
        var since = all.First(key => key.KeyId == sealing).ActivationDate;
        return [.. all.Where(key => key.ActivationDate >= since).Select(key => key.KeyId)];
    }
}
