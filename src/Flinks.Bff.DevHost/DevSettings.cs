using System.Security.Cryptography;
using Flinks.Simulator;

namespace Flinks.Bff.DevHost;

/// <summary>What a real deployment has to set, made up. Each can still be overridden by the environment or the command line.</summary>
public static class DevSettings
{
    /// <summary>Development, unless the environment says otherwise.</summary>
    public static string[] Environment() =>
        System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null ? ["--environment", Environments.Development] : [];

    public static Dictionary<string, string?> For(string bff, string simulator, SimulatorOptions flinks) => new()
    {
        ["Urls"] = bff,
        ["ConnectionStrings:FlinksBff"] = "Data Source=flinks-bff-dev.db",
        ["Flinks:ApiBaseUrl"] = $"{simulator}/v3",
        ["Flinks:ConnectBaseUrl"] = $"{simulator}/v2/",
        ["Flinks:CustomerId"] = flinks.CustomerId.ToString(),
        ["Flinks:SecretKey"] = flinks.SecretKey,
        ["Flinks:ApiKey"] = flinks.ApiKey,
        // Short, so that a tour does not wait.
        ["Flinks:PollInterval"] = "00:00:02",
        ["Auth:Issuer"] = "flinks-bff-devhost",
        ["Auth:Audience"] = "flinks-bff",
        ["Auth:SigningKey"] = NewKey(),
        ["ResumeUrls:Keys:0:Id"] = "dev",
        ["ResumeUrls:Keys:0:Value"] = NewKey(),
        ["Webhooks:Keys:0"] = NewKey(),
        ["Bff:PublicUrl"] = bff,
        ["Connect:RedirectUrls:0"] = $"{bff}{DevEndpoints.ReturnPath}",
        ["Connect:Parameters:demo"] = "true",
        ["Connect:Parameters:consentEnable"] = "true",
        ["RateLimits:PerUserPerMinute"] = "1200",
        ["RateLimits:PerAddressPerMinute"] = "600",
        // Nobody balances load here; Ctrl+C is meant at once.
        ["Shutdown:Drain"] = "00:00:00",
        ["Swagger:Enabled"] = "true",
        // Here the keys lie open on purpose; nobody needs to be warned.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
    };

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
