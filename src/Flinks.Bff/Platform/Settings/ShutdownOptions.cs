namespace Flinks.Bff.Platform.Settings;

/// <summary>How the host stops. Bound from the <c>Shutdown</c> section.</summary>
public sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>
    /// For so long calls are still taken after the host was told to stop, while <c>/health/ready</c> already says no: the time that load
    /// balancers need to notice.
    /// </summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The whole stop, <see cref="Drain"/> included; what is still out then is cut off. The default outlasts the longest call to Flinks
    /// (<c>Flinks:CallTimeout</c>, 240 s). Set it below the time after which your supervisor kills.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(255);
}
