using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>A key of the ring as Data Protection writes it: XML in which the secret part is replaced by what a certificate made of it.</summary>
public sealed class RingElement(XElement xml)
{
    private static readonly XNamespace DataProtection = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XNamespace Signature = "http://www.w3.org/2000/09/xmldsig#";

    public static readonly XName SealedSecret = DataProtection + "encryptedSecret";

    public static readonly XName MustBeSealed = DataProtection + "requiresEncryption";

    public XElement Xml => xml;

    /// <summary>A secret stands in it as it is.</summary>
    public bool LiesOpen => xml.DescendantsAndSelf().Any(IsOpenSecret);

    /// <returns>Null if the row is damaged.</returns>
    public static RingElement? Of(StoredKey key)
    {
        try
        {
            return new RingElement(XElement.Parse(Encoding.UTF8.GetString(key.Value)));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static bool IsOpenSecret(XElement element) => (bool?)element.Attribute(MustBeSealed) == true;

    /// <summary>All that is secret in it was sealed by this certificate.</summary>
    public bool IsSealedBy(X509Certificate2 certificate) =>
        !LiesOpen && xml.Descendants(SealedSecret).All(part => part.Descendants(Signature + "X509Certificate").Any(named => IsOf(named, certificate)));

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(xml.ToString(SaveOptions.DisableFormatting));

    private static bool IsOf(XElement named, X509Certificate2 certificate) => Convert.FromBase64String(named.Value).AsSpan().SequenceEqual(certificate.RawDataMemory.Span);
}
