namespace Flinks.Bff.Platform.Settings;

/// <summary>How often callers may call one instance. Bound from the <c>RateLimits</c> section.</summary>
public sealed class RateLimitsOptions
{
    public const string Section = "RateLimits";

    /// <summary>Calls per minute of one user.</summary>
    public int PerUserPerMinute { get; set; } = 120;

    /// <summary>Calls per minute of one address to routes that need no token; health and webhooks are not counted.</summary>
    public int PerAddressPerMinute { get; set; } = 60;
}
