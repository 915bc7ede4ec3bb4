using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flinks.Bff.Platform.Settings;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>The certificate that seals the key ring. Data Protection wants it while services are registered: given later it would seal with it, but not open.</summary>
public static class KeyCertificate
{
    /// <returns>Null if none is set; that the file is missing is the settings check's complaint.</returns>
    /// <exception cref="StartupException">The file does not open, or seals nothing.</exception>
    public static X509Certificate2? Load(IConfiguration configuration)
    {
        var options = configuration.GetSection(DataProtectionKeysOptions.Section).Get<DataProtectionKeysOptions>();
        if (options?.CertificatePath is not { Length: > 0 } path || !File.Exists(path))
        {
            return null;
        }

        var certificate = Open(path, options.CertificatePassword);
        using var key = certificate.GetRSAPrivateKey();
        return key is null
            ? throw new StartupException("Flinks.Bff cannot start: DataProtection:CertificatePath holds no RSA private key.")
            : certificate;
    }

    private static X509Certificate2 Open(string path, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (CryptographicException)
        {
            throw new StartupException("Flinks.Bff cannot start: DataProtection:CertificatePath does not open with DataProtection:CertificatePassword.");
        }
    }
}
