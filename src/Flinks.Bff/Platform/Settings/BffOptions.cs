namespace Flinks.Bff.Platform.Settings;

/// <summary>Where we ourselves live. Bound from the <c>Bff</c> section.</summary>
public sealed class BffOptions
{
    public const string Section = "Bff";

    /// <summary>Our own absolute address as browsers and Flinks see it, for the callbacks. Required with <c>Connect:RedirectUrls</c>.</summary>
    public string? PublicUrl { get; set; }
}
