using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>Certificates in files of a test's own.</summary>
internal sealed class TestCertificates : IDisposable
{
    public const string Password = "correct-horse-battery-staple";

    private readonly List<string> _files = [];

    /// <summary>A new key and its certificate.</summary>
    public string Make(DateTimeOffset? expires = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(BffHost.Start.AddYears(-5), expires ?? BffHost.Start.AddYears(5));
        return Write(certificate);
    }

    /// <summary>One whose key seals nothing.</summary>
    public string MakeWithoutRsa()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=tests", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(BffHost.Start.AddYears(-5), BffHost.Start.AddYears(5));
        return Write(certificate);
    }

    public string NewFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"flinks-bff-{Guid.NewGuid():N}.pfx");
        _files.Add(path);
        return path;
    }

    public void Dispose() => _files.ForEach(File.Delete);

    private string Write(X509Certificate2 certificate)
    {
        var path = NewFile();
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, Password));
        return path;
    }
}
