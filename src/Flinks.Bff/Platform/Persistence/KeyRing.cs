using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>
/// The key ring as this instance last read it. Data Protection itself looks for new keys once a day, because it never seals with a new one
/// before two days have passed; <c>rekey</c> does so at once. So the ring is read anew when another one turns up, and before anything that
/// a key unknown to us has sealed is given up.
/// </summary>
public sealed class KeyRing(IKeyManager keys, ILoggerFactory loggers)
{
    /// <summary>Part of every seal: changing it makes all that is stored unreadable.</summary>
    public const string ApplicationName = "Flinks.Bff";

    private readonly Lock _gate = new();
    private volatile Reading? _current;

    public Reading Current => _current ?? ReadAnew(seen: null);

    /// <summary>Whether the ring has been read anew since, because what could not be opened was sealed by a key that came later.</summary>
    public bool HasNewerFor(Reading seen, byte[] sealedBytes)
    {
        if (SealedBytes.KeyOf(sealedBytes) is not { } key || seen.Keys.Contains(key))
        {
            return false;
        }

        return _current != seen || (keys.GetAllKeys().Any(known => known.KeyId == key) && ReadAnew(seen) != seen);
    }

    /// <summary>Reads the ring, unless somebody has since it was <paramref name="seen"/>.</summary>
    public Reading ReadAnew(Reading? seen)
    {
        lock (_gate)
        {
            return _current is { } current && current != seen ? current : _current = Read();
        }
    }

    private Reading Read()
    {
        HashSet<Guid> known = [.. keys.GetAllKeys().Select(key => key.KeyId)];
        var services = new ServiceCollection().AddSingleton(keys).AddSingleton(loggers);
        services.AddDataProtection().SetApplicationName(ApplicationName);
        // Not disposed of: it holds nothing, and others may be about to use what it made.
        return new Reading(services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>(), known);
    }

    /// <summary>The ring as it was at one moment.</summary>
    /// <param name="Keys">The keys that were in it before it was first used.</param>
    public sealed record Reading(IDataProtectionProvider Protection, IReadOnlySet<Guid> Keys);
}
