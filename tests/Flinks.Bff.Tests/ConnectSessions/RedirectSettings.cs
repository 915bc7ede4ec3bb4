namespace Flinks.Bff.Tests.ConnectSessions;

/// <summary>An application that people are sent back to.</summary>
public static class RedirectSettings
{
    public const string App = "https://app.example.test/linked?from=bank";

    public const string NativeApp = "com.example.app://accounts/linked";

    public const string PublicUrl = "https://bff.example.test";

    public static void Apply(Dictionary<string, string?> settings)
    {
        settings["Connect:RedirectUrls:0"] = App;
        settings["Connect:RedirectUrls:1"] = NativeApp;
        settings["Bff:PublicUrl"] = PublicUrl;
    }
}
