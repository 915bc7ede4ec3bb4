using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace Flinks.Bff.Tests.Platform.Settings;

public sealed class SettingsCheckTests
{
    private const string Key = "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";
    private const string ShortKey = "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSA==";

    [Fact]
    public void Sound_settings_are_not_complained_about()
    {
        Assert.Empty(TestSettings.Complaints([]));
    }

    [Theory]
    [InlineData("Flinks:ApiBaseUrl", null)]
    [InlineData("Flinks:ConnectBaseUrl", "")]
    [InlineData("Flinks:ApiBaseUrl", "flinks.example")]
    [InlineData("Flinks:ApiBaseUrl", "http://flinks.example/v3")]
    [InlineData("Flinks:ApiBaseUrl", "ftp://flinks.example/v3")]
    [InlineData("Flinks:ConnectBaseUrl", "http://10.0.0.7/v2/")]
    [InlineData("Flinks:ConnectBaseUrl", "https://flinks.example/v2/?demo=true")]
    [InlineData("Flinks:Instance", "toolbox.evil.example/")]
    [InlineData("Flinks:ApiBaseUrl", "https://hunter2@flinks.example/v3")]
    [InlineData("Flinks:ApiBaseUrl", "https://flinks.example/v3#hunter2")]
    [InlineData("Flinks:ConnectBaseUrl", "https://flinks.example@evil.example/v2/")]
    [InlineData("Flinks:ConnectBaseUrl", "https://flinks.example/v2/?")]
    [InlineData("Flinks:CustomerId", null)]
    [InlineData("Flinks:CustomerId", "hunter2-hunter2")]
    [InlineData("Flinks:CustomerId", "00000000-0000-0000-0000-000000000000")]
    [InlineData("Flinks:SecretKey", null)]
    [InlineData("Flinks:SecretKey", "changeme")]
    [InlineData("Flinks:SecretKey", "<your key>")]
    [InlineData("Flinks:SecretKey", "your-secret-key")]
    [InlineData("Flinks:SecretKey", "hunter 2")]
    [InlineData("Flinks:SecretKey", "11111111-2222-3333-4444-555555555555")]
    [InlineData("Flinks:ApiKey", "s3cret-of-the-simulator")]
    [InlineData("Flinks:AllowPlainHttp", "hunter2")]
    [InlineData("Flinks:UseProxy", "hunter2")]
    [InlineData("Auth:UseProxy", "hunter2")]
    [InlineData("Cors:Origins:0", "null")]
    [InlineData("Flinks:Delivery", "hunter2")]
    [InlineData("Flinks:Delivery", "1")]
    [InlineData("Flinks:PollInterval", "hunter2")]
    [InlineData("Flinks:PollInterval", "")]
    [InlineData("Flinks:PollInterval", "00:00:00.099")]
    [InlineData("Flinks:PollTimeout", "30")]
    [InlineData("Flinks:CallTimeout", "00:00:00.499")]
    [InlineData("Flinks:AuthorizeTokenLifetime", "00:00:00")]
    [InlineData("Flinks:ResumeWindow", "-00:08:00")]
    [InlineData("Flinks:AuthorizeTokenLifetime", "00:30:01")]
    [InlineData("Flinks:TokenPoolMaxAge", "00:30:01")]
    [InlineData("Proxy:KnownNetworks:0", "0.0.0.0/0")]
    [InlineData("Proxy:KnownNetworks:0", "::/0")]
    [InlineData("Proxy:KnownNetworks:0", "0.0.0.0/1")]
    [InlineData("Proxy:KnownNetworks:0", "8000::/1")]
    [InlineData("Proxy:KnownNetworks:0", "::ffff:0.0.0.0/96")]
    [InlineData("Flinks:TokenPool", "101")]
    [InlineData("Flinks:TokenPool", "hunter2")]
    [InlineData("Retrieval:FreshFor", "1.00:00:01")]
    [InlineData("Retention:AccountData", "31.00:00:00")]
    [InlineData("Retention:Audit", "30.00:00:00")]
    [InlineData("Retention:Audit", "3661.00:00:00")]
    [InlineData("Retention:Audit", "hunter2")]
    [InlineData("Connections:RequireProof", "Never")]
    [InlineData("Connections:MaxPerUser", "0")]
    [InlineData("Connections:ClaimsPerHour", "99999999999")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:MigrateOnStart", "hunter2")]
    [InlineData("Auth:Audience", null)]
    [InlineData("Auth:Issuer", null)]
    [InlineData("Auth:SigningKey", null)]
    [InlineData("Auth:SigningKey", ShortKey)]
    [InlineData("Auth:SigningKey", "hunter2-hunter2-hunter2-hunter2-hunter2")]
    [InlineData("Auth:PreviousSigningKeys:0", ShortKey)]
    [InlineData("Auth:PreviousSigningKeys:0", "")]
    [InlineData("Auth:PreviousSigningKeys", Key)]
    [InlineData("Auth:Authority", "https://login.example")]
    [InlineData("ResumeUrls:Keys:0:Id", null)]
    [InlineData("ResumeUrls:Keys:0:Id", "k 1")]
    [InlineData("ResumeUrls:Keys:0:Id", "k1\n")]
    [InlineData("ResumeUrls:Keys:0:Value", null)]
    [InlineData("ResumeUrls:Keys:0:Value", ShortKey)]
    [InlineData("ResumeUrls:Keys", Key)]
    [InlineData("Webhooks:Keys:0", "changeme")]
    [InlineData("Webhooks:Headers:0", "flinks authenticity")]
    [InlineData("Webhooks:MaxBodyBytes", "0")]
    [InlineData("Connect:Parameters:authorizeToken", "hunter2")]
    [InlineData("Connect:Parameters:requestId", "hunter2")]
    [InlineData("Connect:Parameters:Sync", "hunter2")]
    [InlineData("Connect:Parameters:bff_kid", "hunter2")]
    [InlineData("Connect:Parameters:bff%5Fkid", "hunter2")]
    [InlineData("Connect:RedirectUrls:0", "/connected")]
    [InlineData("Connect:RedirectUrls:0", "http://app.example/connected")]
    [InlineData("Connect:RedirectUrls:0", "https://app.example/connected#x")]
    [InlineData("Connect:RedirectUrls:0", "javascript:alert(1)")]
    [InlineData("Connect:RedirectUrls:0", "https://app.example@evil.example/connected")]
    [InlineData("Connect:RedirectUrls:0", "https://app.example/connect\u00e9")]
    [InlineData("Bff:PublicUrl", "bff.example")]
    [InlineData("Bff:PublicUrl", "http://bff.example")]
    [InlineData("Bff:PublicUrl", "https://hunter2@bff.example")]
    [InlineData("Bff:PublicUrl", "https://bff.example?x=hunter2")]
    [InlineData("Cors:Origins", "*")]
    [InlineData("Cors:Origins:0", "*")]
    [InlineData("Cors:Origins:0", "https://*.example.com")]
    [InlineData("Cors:Origins:0", "https://app.example.com/")]
    [InlineData("Cors:Origins:0", "app.example.com")]
    [InlineData("Cors:Origins:0", "https://hunter2@app.example.com")]
    [InlineData("Proxy:KnownNetworks:0", "10.0.0.0")]
    [InlineData("Proxy:KnownNetworks:0", "hunter2")]
    [InlineData("RateLimits:PerUserPerMinute", "0")]
    [InlineData("RateLimits:PerUserPerMinute", "-120")]
    [InlineData("RateLimits:PerAddressPerMinute", "-1")]
    [InlineData("RateLimits:PerAddressPerMinute", "0")]
    [InlineData("Swagger:Enabled", "hunter2")]
    [InlineData("Logging:Format", "hunter2")]
    [InlineData("Shutdown:Drain", "-00:00:01")]
    [InlineData("Shutdown:Drain", "00:04:15")]
    [InlineData("Shutdown:Timeout", "00:00:00.9")]
    [InlineData("Shutdown:Timeout", "hunter2")]
    [InlineData("DataProtection:CertificatePath", "/no/such/hunter2.pfx")]
    [InlineData("DataProtection:CertificatePassword", "changeme")]
    [InlineData("DataProtection:PreviousCertificates", "hunter2")]
    [InlineData("DataProtection:PreviousCertificates:0:Path", "/no/such/hunter2.pfx")]
    [InlineData("DataProtection:PreviousCertificates:0:Password", "changeme")]
    public void An_unsound_setting_is_named_and_its_value_is_not_shown(string setting, string? value)
    {
        var complaint = string.Join("; ", TestSettings.Complaints(new() { [setting] = value }));

        Assert.Contains(setting, complaint, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hunter2", complaint, StringComparison.Ordinal);
        Assert.True(value is null or { Length: <= 8 } || !complaint.Contains(value, StringComparison.Ordinal) || setting == "Database:Provider", complaint);
    }

    [Fact]
    public void Only_what_is_missing_is_named()
    {
        var complaints = SettingsCheck.Complaints(new ConfigurationBuilder().Build());

        Assert.Equal(
            [
                "Flinks:Instance or Flinks:ApiBaseUrl and Flinks:ConnectBaseUrl is missing",
                "Flinks:CustomerId is missing",
                "Flinks:SecretKey is missing",
                "Auth:Authority and Auth:Audience are missing (or Auth:Issuer, Auth:Audience and Auth:SigningKey)",
                "ResumeUrls:Keys:0:Id and ResumeUrls:Keys:0:Value are missing",
            ],
            complaints);
    }

    [Theory]
    [InlineData("Flinks:PollInterval", "00:00:00.100")]
    [InlineData("Flinks:CallTimeout", "00:00:00.500")]
    [InlineData("Flinks:BusyTimeout", "00:00:00")]
    [InlineData("Flinks:WebhookGrace", "00:00:00")]
    [InlineData("Flinks:TokenPool", "0")]
    [InlineData("Flinks:ApiKey", "key-of-the-data-endpoints")]
    [InlineData("Auth:PreviousSigningKeys:0", Key)]
    [InlineData("Flinks:Delivery", "polling")]
    [InlineData("Retrieval:AnswerWithin", "00:00:00")]
    [InlineData("Retrieval:MaxWait", "00:00:00")]
    [InlineData("Retrieval:FreshFor", "00:00:00")]
    [InlineData("Retrieval:LiveCooldown", "00:00:00")]
    [InlineData("Retention:AccountData", "30.00:00:00")]
    [InlineData("Retention:Audit", "31.00:00:00")]
    [InlineData("Retention:Audit", "3660.00:00:00")]
    [InlineData("Database:MigrateOnStart", "")]
    [InlineData("Connect:Parameters:theme", "dark")]
    [InlineData("Bff:PublicUrl", "http://localhost:5080")]
    [InlineData("Cors:Origins:0", "http://localhost:5173")]
    [InlineData("Logging:Format", "json")]
    [InlineData("Shutdown:Drain", "00:00:00")]
    [InlineData("Shutdown:Timeout", "00:00:25")]
    [InlineData("Proxy:KnownNetworks:0", "10.0.0.0/8")]
    [InlineData("Proxy:KnownNetworks:0", "fd00::/8")]
    [InlineData("Proxy:KnownNetworks:0", "fc00::/7")]
    [InlineData("Proxy:KnownNetworks:0", "::ffff:10.0.0.0/104")]
    public void A_sound_setting_is_accepted(string setting, string value)
    {
        Assert.Empty(TestSettings.Complaints(new() { [setting] = value }));
    }

    [Fact]
    public void A_text_is_not_an_object()
    {
        Assert.Equal(["Webhooks:Keys:0 is not a text"], TestSettings.Complaints(new() { ["Webhooks:Keys:0:Value"] = Key }));
    }

    [Theory]
    [InlineData("https://app.example/connected?x=1")]
    [InlineData("http://localhost:5173/connected")]
    [InlineData("com.example.app:/connected")]
    public void People_may_be_sent_back_to_a_page_or_an_app(string url)
    {
        Assert.Empty(TestSettings.Complaints(new() { ["Connect:RedirectUrls:0"] = url, ["Bff:PublicUrl"] = "https://bff.example" }));
    }

    [Fact]
    public void Redirect_addresses_need_our_own()
    {
        Assert.Equal(["Bff:PublicUrl is missing (Connect:RedirectUrls need it)"], TestSettings.Complaints(new() { ["Connect:RedirectUrls:0"] = "https://app.example/" }));
    }

    [Fact]
    public void Plain_http_beyond_loopback_can_be_allowed()
    {
        Assert.Empty(TestSettings.Complaints(new() { ["Flinks:AllowPlainHttp"] = "true", ["Flinks:ApiBaseUrl"] = "http://simulator:5081/v3" }));
    }

    [Fact]
    public void An_instance_stands_for_both_addresses()
    {
        Assert.Empty(TestSettings.Complaints(new() { ["Flinks:Instance"] = "toolbox", ["Flinks:ApiBaseUrl"] = null, ["Flinks:ConnectBaseUrl"] = null }));
    }

    [Fact]
    public void Webhook_delivery_needs_a_key()
    {
        Assert.Equal(["Webhooks:Keys:0 is missing (Flinks:Delivery is Webhook)"], TestSettings.Complaints(new() { ["Flinks:Delivery"] = "Webhook" }));
    }

    [Fact]
    public void Keys_of_one_list_have_ids_of_their_own()
    {
        Assert.Equal(["ResumeUrls:Keys:1:Id stands there twice"], TestSettings.Complaints(new() { ["ResumeUrls:Keys:1:Id"] = "k1", ["ResumeUrls:Keys:1:Value"] = Key }));
    }

    [Theory]
    [InlineData("Auth:SigningKey", "ResumeUrls:Keys:0:Value")]
    [InlineData("ResumeUrls:Keys:0:Value", "Webhooks:Keys:0")]
    [InlineData("Auth:SigningKey", "Auth:PreviousSigningKeys:0")]
    [InlineData("Auth:PreviousSigningKeys:0", "ResumeUrls:Keys:0:Value")]
    public void No_two_secrets_are_the_same(string first, string second)
    {
        Assert.Equal([$"{first} and {second} are the same"], TestSettings.Complaints(new() { [first] = Key, [second] = Key }));
    }
}
