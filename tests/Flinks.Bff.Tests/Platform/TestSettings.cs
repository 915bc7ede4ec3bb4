using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.Extensions.Configuration;

namespace Flinks.Bff.Tests.Platform;

/// <summary>Settings that start the host; a test states only what differs.</summary>
public static class TestSettings
{
    public const string Issuer = "https://issuer.test";
    public const string Audience = "flinks-bff";

    public static readonly byte[] SigningKey = [.. "signs tokens, but only in tests."u8];

    public static Dictionary<string, string?> Sound(TemporaryDatabase? database = null) => new(database?.Settings ?? [])
    {
        // That the keys lie open is told at every start without a certificate; no test here is about it.
        ["Logging:LogLevel:Flinks.Bff.Platform.Persistence"] = "Error",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        ["Shutdown:Drain"] = "00:00:00",
        ["Flinks:ApiBaseUrl"] = "http://127.0.0.1:5081/v3",
        ["Flinks:ConnectBaseUrl"] = "http://127.0.0.1:5081/v2/",
        ["Flinks:CustomerId"] = "11111111-2222-3333-4444-555555555555",
        ["Flinks:SecretKey"] = "s3cret-of-the-simulator",
        ["Auth:Issuer"] = Issuer,
        ["Auth:Audience"] = Audience,
        ["Auth:SigningKey"] = Convert.ToBase64String(SigningKey),
        ["ResumeUrls:Keys:0:Id"] = "k1",
        ["ResumeUrls:Keys:0:Value"] = "cmVzdW1lLWtleS1mb3ItdGVzdHMtb2YtdGhlLWJmZi0=",
    };

    /// <summary>What the start says of settings that are sound but for these.</summary>
    public static IEnumerable<string> Complaints(Dictionary<string, string?> different)
    {
        var settings = Sound();
        foreach (var (name, value) in different)
        {
            settings[name] = value;
        }

        return SettingsCheck.Complaints(new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build());
    }
}
