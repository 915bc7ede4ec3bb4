using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flinks.Bff.Platform.Settings;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>
/// The certificates of the key ring: one seals, all open, whatever their dates. Data Protection wants them while services are registered:
/// given later they would seal, but not open.
/// </summary>
/// <param name="Current">Seals. Null if none is set.</param>
/// <param name="Previous">Open what was sealed before.</param>
public sealed record KeyCertificates(X509Certificate2? Current, IReadOnlyList<X509Certificate2> Previous)
{
    private const string Section = DataProtectionKeysOptions.Section;

    /// <summary>A file that is missing is the settings check's complaint.</summary>
    /// <exception cref="StartupException">A file does not open, or holds no key.</exception>
    public static KeyCertificates Load(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<DataProtectionKeysOptions>() ?? new DataProtectionKeysOptions();
        return new KeyCertificates(
            Load(options.CertificatePath, options.CertificatePassword, $"{Section}:CertificatePath", $"{Section}:CertificatePassword"),
            [.. options.PreviousCertificates.Index().Select(file => Load(file.Item, file.Index)).OfType<X509Certificate2>()]);
    }

    private static X509Certificate2? Load(CertificateFile file, int index)
    {
        var name = $"{Section}:PreviousCertificates:{index}";
        return Load(file.Path, file.Password, $"{name}:Path", $"{name}:Password");
    }

    private static X509Certificate2? Load(string? path, string? password, string pathSetting, string passwordSetting)
    {
        if (string.IsNullOrEmpty(path) || !File.Exists(path))
        {
            return null;
        }

        var certificate = Open(path, password, pathSetting, passwordSetting);
        using var key = certificate.GetRSAPrivateKey();
        return key is null
            ? throw new StartupException($"Flinks.Bff cannot start: {pathSetting} holds no RSA private key.")
            : certificate;
    }

    private static X509Certificate2 Open(string path, string? password, string pathSetting, string passwordSetting)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (CryptographicException)
        {
            throw new StartupException($"Flinks.Bff cannot start: {pathSetting} does not open with {passwordSetting}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Flinks.Bff cannot start: {pathSetting} names a file that cannot be read.");
        }
    }
}
