namespace Flinks.Bff.Platform.Settings;

/// <summary>The certificates of the Data Protection keys in the database. Bound from the <c>DataProtection</c> section.</summary>
public sealed class DataProtectionKeysOptions
{
    public const string Section = "DataProtection";

    /// <summary>A PFX file: what seals the keys. Null: keys are not sealed, with a warning outside Development.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Opens the PFX. Secret.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Certificates that open what they sealed and seal nothing more, until <c>rekey</c> has made them needless.</summary>
    public List<CertificateFile> PreviousCertificates { get; set; } = [];
}

/// <summary>A certificate with its private key.</summary>
public sealed class CertificateFile
{
    /// <summary>A PFX file.</summary>
    public string? Path { get; set; }

    /// <summary>Opens it. Secret.</summary>
    public string? Password { get; set; }

    public override string ToString() => $"{Path}: ***";
}
