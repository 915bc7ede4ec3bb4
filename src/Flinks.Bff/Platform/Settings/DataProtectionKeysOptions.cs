namespace Flinks.Bff.Platform.Settings;

/// <summary>The certificate that seals the Data Protection keys in the database. Bound from the <c>DataProtection</c> section.</summary>
public sealed class DataProtectionKeysOptions
{
    public const string Section = "DataProtection";

    /// <summary>A PFX file. Null: keys are not sealed, with a warning outside Development.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Opens the PFX. Secret.</summary>
    public string? CertificatePassword { get; set; }
}
