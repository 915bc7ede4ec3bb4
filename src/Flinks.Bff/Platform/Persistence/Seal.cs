using System.Security.Cryptography;
using Flinks.Bff.Platform.Telemetry;
using Microsoft.AspNetCore.DataProtection;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>The seal of one column. What cannot be opened is counted: one row may be damaged, many mean that the key ring is not the right one.</summary>
internal sealed class Seal(IDataProtectionProvider protection, string purpose, PlatformMetrics metrics)
{
    private readonly IDataProtector _protector = protection.CreateProtector(purpose);

    public byte[] Protect(byte[] bytes)
    {
        try
        {
            return _protector.Protect(bytes);
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
            return _protector.Unprotect(sealedBytes);
        }
        catch (CryptographicException)
        {
            metrics.SealFailed("open", purpose);
            throw;
        }
    }
}
