using System.Globalization;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.ConnectSessions;

public sealed class IframeUrlTests
{
    private const string Sessions = "/api/v1/connect-sessions";

    private const string ResumeKey = "cmVzdW1lLWtleS1mb3ItdGVzdHMtb2YtdGhlLWJmZi0=";

    [Fact]
    public async Task The_plain_address_says_what_is_needed()
    {
        await using var bff = await BffHost.StartAsync();

        var opened = await bff.As("alice").PostAsync(Sessions, new { });

        var url = IframeUrl.Of(opened);
        Assert.Equal("/v2/", url.Path);
        Assert.Equal(
            ["authorizeToken", "sync", "language", "tag", "withTransactions", "daysOfTransactions", "bff_expires", "bff_kid", "bff_signature"], url.Names);
        Assert.Equal("true", url.Parameters["sync"]);
        Assert.Equal("en", url.Parameters["language"]);
        Assert.Equal(opened.Json.GetProperty("connectSessionId").GetString(), url.Parameters["tag"]);
        Assert.Equal("true", url.Parameters["withTransactions"]);
        Assert.Equal("Days90", url.Parameters["daysOfTransactions"]);
    }

    [Fact]
    public async Task What_was_asked_for_stands_in_the_address()
    {
        await using var bff = await BffHost.StartAsync(settings =>
        {
            RedirectSettings.Apply(settings);
            settings["Connect:Parameters:theme"] = "dark";
            settings["Connect:Parameters:customerName"] = "Crédit & Cie";
        });

        var opened = await bff.As("alice").PostAsync(Sessions, new
        {
            language = "fr",
            institutionId = "14",
            redirectUrl = RedirectSettings.App,
            accountSelector = new { enabled = true, multiple = false, currency = "cad", showAllAccounts = true },
            scheduleRefresh = true,
            options = new { withTransactions = false, daysOfTransactions = 365 },
        });

        var url = IframeUrl.Of(opened);
        Assert.Equal(201, opened.Status);
        Assert.Equal("/v2/Credential/14", url.Path);
        Assert.Equal("dark", url.Parameters["theme"]);
        Assert.Equal("Crédit & Cie", url.Parameters["customerName"]);
        Assert.Equal("fr", url.Parameters["language"]);
        Assert.Equal("true", url.Parameters["accountSelectorEnable"]);
        Assert.Equal("false", url.Parameters["accountSelectorMultiple"]);
        Assert.Equal("cad", url.Parameters["accountSelectorCurrency"]);
        Assert.Equal("true", url.Parameters["showAllAccounts"]);
        Assert.Equal("true", url.Parameters["scheduleRefresh"]);
        Assert.Equal("false", url.Parameters["withTransactions"]);
        Assert.Equal("Days365", url.Parameters["daysOfTransactions"]);
        Assert.StartsWith($"{RedirectSettings.PublicUrl}/api/v1/connect-callback?state=", url.Parameters["redirectUrl"], StringComparison.Ordinal);
        Assert.DoesNotContain("app.example.test", opened.Json.GetProperty("iframeUrl").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bank_may_be_named_by_its_number()
    {
        await using var bff = await BffHost.StartAsync();

        var opened = await bff.As("alice").PostAsync(Sessions, new { institutionId = 14 });

        Assert.Equal("/v2/Credential/14", IframeUrl.Of(opened).Path);
    }

    [Fact]
    public async Task The_signature_comes_last_and_covers_all_before_it()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);

        var url = IframeUrl.Of(await bff.As("alice").PostAsync(Sessions, new { redirectUrl = RedirectSettings.App, scheduleRefresh = true }));

        Assert.Equal(["bff_expires", "bff_kid", "bff_signature"], url.Names[^3..]);
        Assert.Equal((BffHost.Start + TimeSpan.FromMinutes(14)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), url.Parameters["bff_expires"]);
        Assert.Equal("k1", url.Parameters["bff_kid"]);
        Assert.True(url.IsSignedWith(ResumeKey));
    }

    [Fact]
    public async Task Every_address_holds_a_token_of_its_own()
    {
        await using var bff = await BffHost.StartAsync();

        var first = IframeUrl.Of(await bff.As("alice").PostAsync(Sessions, new { }));
        var second = IframeUrl.Of(await bff.As("alice").PostAsync(Sessions, new { }));

        Assert.NotEqual(first.Parameters["authorizeToken"], second.Parameters["authorizeToken"]);
        Assert.NotEqual(first.Parameters["tag"], second.Parameters["tag"]);
        Assert.Equal(2, bff.Flinks.Calls.To(FlinksEndpoint.GenerateAuthorizeToken).Count);
    }

    [Fact]
    public async Task With_webhooks_the_widget_keeps_the_session_to_itself()
    {
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["Flinks:Delivery"] = "Webhook";
            settings["Webhooks:Keys:0"] = "d2ViaG9vay1rZXktZm9yLXRlc3RzLW9mLXRoZS1iZmY=";
        });

        var url = IframeUrl.Of(await bff.As("alice").PostAsync(Sessions, new { }));

        Assert.DoesNotContain("sync", url.Parameters.Keys);
    }
}
