using Flinks.Bff.Tests.Hosting.Databases;

namespace Flinks.Bff.Tests.Hosting;

/// <summary>Settings with which the application starts; a test changes what it is about.</summary>
public static class TestSettings
{
    public const string ConnectBase = "https://flinks.example.test/v2/";

    public const string SigningKey = "c2lnbnMgdG9rZW5zLCBidXQgb25seSBpbiB0ZXN0cy4=";

    public const string Issuer = "https://issuer.example.test";

    public const string Audience = "flinks-bff";

    public static Dictionary<string, string?> For(TemporaryDatabase database) => new(database.Settings)
    {
        ["Flinks:ApiBaseUrl"] = "https://flinks.example.test/v3",
        ["Flinks:ConnectBaseUrl"] = ConnectBase,
        ["Flinks:CustomerId"] = "43387ca6-0391-4c82-857d-70d95f087ecb",
        ["Flinks:SecretKey"] = "c4569c54-e167-4d34-8de6-f4113bc82414",
        ["Flinks:ApiKey"] = "3d5266a8-b697-48d4-8de6-52e2e2662acc",
        ["Auth:Issuer"] = Issuer,
        ["Auth:Audience"] = Audience,
        ["Auth:SigningKey"] = SigningKey,
        ["ResumeUrls:Keys:0:Id"] = "k1",
        ["ResumeUrls:Keys:0:Value"] = "cmVzdW1lLWtleS1mb3ItdGVzdHMtb2YtdGhlLWJmZi0=",
        ["Swagger:Enabled"] = "true",
        ["RateLimits:PerUserPerMinute"] = "10000",
        ["RateLimits:PerAddressPerMinute"] = "10000",
        ["Shutdown:Drain"] = "00:00:00",
        ["Logging:LogLevel:Default"] = "Warning",
        [$"Logging:{LogSink.Alias}:LogLevel:Default"] = "Trace",
    };
}
