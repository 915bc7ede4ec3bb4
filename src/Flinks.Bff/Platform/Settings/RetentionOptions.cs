namespace Flinks.Bff.Platform.Settings;

/// <summary>How long data are kept. Bound from the <c>Retention</c> section.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Data that arrived while nobody waited are erased after this long; up to 30 days.</summary>
    public TimeSpan AccountData { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Entries of the audit trail are erased after this long; 31 days to ten years.</summary>
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(365);
}
