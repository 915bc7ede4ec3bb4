using System.Security.Cryptography;
using Flinks.Bff.Platform.Telemetry;
using Microsoft.AspNetCore.DataProtection;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>The seal of one column. What cannot be opened is counted: one row may be damaged, many mean that the key ring is not the right one.</summary>
internal sealed class Seal(KeyRing ring, string purpose, PlatformMetrics metrics)
{
    private volatile Bound? _bound;

    public byte[] Protect(byte[] bytes)
    {
        try
        {
            return Of(ring.Current).Protect(bytes);
        }
        catch (CryptographicException)
        {
            metrics.SealFailed("seal", purpose);
            throw;
        }
    }

    /// <exception cref="CryptographicException">The key ring that sealed it is not the one we have, or the bytes were changed.</exception>
    public byte[] Unprotect(byte[] sealedBytes)
    {
        try
        {
            return Open(sealedBytes);
        }
        catch (CryptographicException)
        {
            metrics.SealFailed("open", purpose);
            throw;
        }
    }

    /// <summary>The same content under the key that seals now.</summary>
    /// <exception cref="CryptographicException">It cannot be opened.</exception>
    public byte[] Renew(byte[] sealedBytes) => Protect(Unprotect(sealedBytes));

    private byte[] Open(byte[] sealedBytes)
    {
        while (true)
        {
            var reading = ring.Current;
            try
            {
                return Of(reading).Unprotect(sealedBytes);
            }
            catch (CryptographicException)
            {
                // Not in a filter: what fails while the database is asked is not to be taken for a broken seal.
                if (!ring.HasNewerFor(reading, sealedBytes))
                {
                    throw;
                }
            }
        }
    }

    private IDataProtector Of(KeyRing.Reading reading)
    {
        if (_bound is { } bound && bound.Reading == reading)
        {
            return bound.Protector;
        }

        var made = new Bound(reading, reading.Protection.CreateProtector(purpose));
        _bound = made;
        return made.Protector;
    }

    private sealed record Bound(KeyRing.Reading Reading, IDataProtector Protector);
}
