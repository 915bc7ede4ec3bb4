namespace Flinks.Bff.Platform.Settings;

/// <summary>Web pages that may call us from another origin. Bound from the <c>Cors</c> section.</summary>
public sealed class CorsOriginsOptions
{
    public const string Section = "Cors";

    /// <summary>Exact origins: <c>https://app.example.com</c>, with a port if it is not the scheme's own. None: no other origin.</summary>
    public List<string> Origins { get; set; } = [];
}
