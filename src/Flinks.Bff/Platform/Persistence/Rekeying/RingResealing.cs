using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Flinks.Bff.Platform.Persistence.Rekeying;

/// <summary>Seals every key of the ring with the certificate that is set now, those too that lay open: afterwards no other certificate is needed. Each row is one write, and good before and after it.</summary>
public sealed class RingResealing(RekeyStore store, KeyCertificates certificates, IServiceProvider services, ILoggerFactory loggers)
{
    private readonly EncryptedXmlDecryptor _decryptor = new(services);

    public async Task SealAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        var ring = await store.RingAsync(cancellationToken);
        if (certificates.Current is not { } certificate)
        {
            // Never the other way round: what is sealed would lie open because a setting was forgotten.
            tell($"DataProtection:CertificatePath is not set: the {ring.Count} keys of the ring stay as they are.");
            return;
        }

        var (resealed, unreadable) = (0, 0);
        foreach (var row in ring)
        {
            switch (TryReseal(row, certificate))
            {
                case { Length: 0 }:
                    break;
                case { } value:
                    await store.ReplaceAsync(row.Id, value, cancellationToken);
                    resealed++;
                    break;
                default:
                    unreadable++;
                    break;
            }
        }

        tell($"{resealed} of {ring.Count} keys of the ring were sealed anew by the certificate.");
        if (unreadable > 0)
        {
            tell($"{unreadable} of them could not be opened and were left: is a certificate missing in DataProtection:PreviousCertificates? Do not throw it away.");
        }
    }

    /// <returns>Empty if it is sealed by the certificate already; null if it cannot be opened.</returns>
    private byte[]? TryReseal(StoredKey row, X509Certificate2 certificate)
    {
        if (RingElement.Of(row) is not { } element)
        {
            return null;
        }

        try
        {
            return element.IsSealedBy(certificate) ? [] : Reseal(element, certificate).ToBytes();
        }
#pragma warning disable CA1031 // A key can be damaged in as many ways as XML, and must not keep the others from being sealed.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private RingElement Reseal(RingElement element, X509Certificate2 certificate)
    {
        var open = Open(element.Xml);
        var resealed = Seal(open, new CertificateXmlEncryptor(certificate, loggers));
        // All that is stored hangs on this write.
        return Open(resealed).Value == open.Value && !new RingElement(resealed).LiesOpen
            ? new RingElement(resealed)
            : throw new CryptographicException("What was sealed does not open again.");
    }

    private XElement Open(XElement element)
    {
        var open = new XElement(element);
        foreach (var part in open.Descendants(RingElement.SealedSecret).ToList())
        {
            part.ReplaceWith(_decryptor.Decrypt(part.Elements().Single()));
        }

        return open;
    }

    private static XElement Seal(XElement open, CertificateXmlEncryptor encryptor)
    {
        var closed = new XElement(open);
        foreach (var secret in closed.Descendants().Where(RingElement.IsOpenSecret).ToList())
        {
            var made = encryptor.Encrypt(new XElement(secret));
            secret.ReplaceWith(new XElement(
                RingElement.SealedSecret, new XAttribute("decryptorType", made.DecryptorType.AssemblyQualifiedName ?? ""), made.EncryptedElement));
        }

        return closed;
    }
}
