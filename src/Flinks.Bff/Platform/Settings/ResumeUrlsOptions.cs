namespace Flinks.Bff.Platform.Settings;

/// <summary>The keys that sign the Flinks addresses we give out. Bound from the <c>ResumeUrls</c> section.</summary>
public sealed class ResumeUrlsOptions
{
    public const string Section = "ResumeUrls";

    /// <summary>Base64, at least 32 bytes each. The first signs, all verify.</summary>
    public List<NamedKey> Keys { get; set; } = [];
}
