namespace Flinks.Bff.Platform.Settings;

/// <summary>What the Connect widget is opened with. Bound from the <c>Connect</c> section.</summary>
public sealed class ConnectOptions
{
    public const string Section = "Connect";

    /// <summary>Fixed query parameters of every Connect address, by name.</summary>
    public Dictionary<string, string> Parameters { get; set; } = [];

    /// <summary>The only addresses a person may be sent back to, compared exactly. Need <c>Bff:PublicUrl</c>.</summary>
    public List<string> RedirectUrls { get; set; } = [];
}
