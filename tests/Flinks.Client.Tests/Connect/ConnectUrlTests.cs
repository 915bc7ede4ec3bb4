using Microsoft.Extensions.Options;

namespace Flinks.Client.Tests.Connect;

public sealed class ConnectUrlTests
{
    private static readonly AuthorizeToken Token = new("11111111-2222-4333-8444-555555555555");

    [Fact]
    public void A_resumed_session_names_its_members_in_order()
    {
        var url = Urls().Resume(new ConnectResumption
        {
            RequestId = TestFlinks.RequestId,
            Token = Token,
            Options = new DataOptions { WithTransactions = false, DaysOfTransactions = 365 },
            Configured = new Dictionary<string, string> { ["consentEnable"] = "true", ["customerName"] = "Sample Co" },
        });

        Assert.Equal(
            "https://connect.flinks.test/v2/?requestId=00000000-0000-4000-8000-000000002001&authorizeToken=11111111-2222-4333-8444-555555555555"
            + "&sync=true&consentEnable=true&customerName=Sample%20Co&withTransactions=false&daysOfTransactions=Days365",
            url);
    }

    [Fact]
    public void A_standard_session_names_its_members_in_order()
    {
        var url = Urls().Standard(new ConnectOpening
        {
            Token = Token,
            Language = "fr",
            RedirectUrl = "https://app.example.test/bank/callback?state=st_9f2c&x=1",
            AccountSelectorEnable = true,
            AccountSelectorMultiple = false,
            AccountSelectorCurrency = "cad",
            ShowAllAccounts = true,
            ScheduleRefresh = true,
            Tag = "k=v,k2=é",
            Options = new DataOptions(),
            Configured = new Dictionary<string, string> { ["demo"] = "true" },
        });

        Assert.Equal(
            "https://connect.flinks.test/v2/?authorizeToken=11111111-2222-4333-8444-555555555555&sync=true&demo=true&language=fr"
            + "&redirectUrl=https%3A%2F%2Fapp.example.test%2Fbank%2Fcallback%3Fstate%3Dst_9f2c%26x%3D1&accountSelectorEnable=true"
            + "&accountSelectorMultiple=false&accountSelectorCurrency=cad&showAllAccounts=true&scheduleRefresh=true&tag=k%3Dv%2Ck2%3D%C3%A9"
            + "&withTransactions=true&daysOfTransactions=Days90",
            url);
    }

    [Fact]
    public void With_webhooks_the_session_is_not_kept_open()
    {
        var urls = Urls(options => options.Delivery = FlinksDelivery.Webhook);

        Assert.DoesNotContain("sync", urls.Standard(new ConnectOpening { Token = Token }), StringComparison.Ordinal);
        Assert.DoesNotContain("sync", urls.Resume(new ConnectResumption { RequestId = TestFlinks.RequestId, Token = Token, Options = new DataOptions() }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("14", "https://connect.flinks.test/v2/Credential/14?authorizeToken=")]
    [InlineData("", "https://connect.flinks.test/v2/?authorizeToken=")]
    [InlineData("..", "https://connect.flinks.test/v2/?authorizeToken=")]
    [InlineData("../x?y#z", "https://connect.flinks.test/v2/Credential/..%2Fx%3Fy%23z?authorizeToken=")]
    public void A_preselected_bank_stands_in_the_path(string institutionId, string expected) =>
        Assert.StartsWith(expected, Urls().Standard(new ConnectOpening { Token = Token, InstitutionId = institutionId }), StringComparison.Ordinal);

    [Fact]
    public void A_typed_member_beats_a_configured_one_and_none_stands_twice()
    {
        var url = Urls().Standard(new ConnectOpening
        {
            Token = Token,
            Language = "fr",
            Options = new DataOptions(),
            Configured = new Dictionary<string, string> { ["Language"] = "en", ["daysOfTransactions"] = "Days365", ["theme"] = "light" },
        });

        Assert.Equal(["authorizeToken", "sync", "theme", "language", "withTransactions", "daysOfTransactions"], Query(url).Select(pair => pair.Key));
        Assert.Contains(new("language", "fr"), Query(url));
        Assert.Contains(new("daysOfTransactions", "Days90"), Query(url));
    }

    [Theory]
    [InlineData("authorizeToken")]
    [InlineData("AUTHORIZETOKEN")]
    [InlineData("requestId")]
    [InlineData("Sync")]
    [InlineData("bff_expires")]
    [InlineData("BFF_anything")]
    public void A_reserved_name_cannot_be_configured(string name)
    {
        var url = Urls().Standard(new ConnectOpening { Token = Token, Configured = new Dictionary<string, string> { [name] = "evil" } });

        Assert.True(ConnectParameters.IsReserved(name));
        Assert.DoesNotContain("evil", url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://connect.flinks.test/v2/", "https://connect.flinks.test")]
    [InlineData("http://127.0.0.1:5081/v2/", "http://127.0.0.1:5081")]
    public void Messages_come_from_the_widget_s_origin(string root, string expected) =>
        Assert.Equal(expected, Urls(options => options.ConnectBaseUrl = root).MessageOrigin);

    [Fact]
    public void The_largest_set_seen_in_the_world_survives_the_way_there_and_back()
    {
        var configured = LargestSet.ToDictionary(name => name, name => $"{name} &=?#%+é\"'<>/");

        var url = Urls().Standard(new ConnectOpening { Token = Token, InstitutionId = "National", Configured = configured });

        Assert.All(LargestSet, name => Assert.Contains(name, ConnectParameters.KnownParameters));
        Assert.Equal(1, url.Count(character => character == '?'));
        Assert.Equal(url, new Uri(url).AbsoluteUri);
        Assert.Equal(configured, Query(url).Where(pair => configured.ContainsKey(pair.Key)).ToDictionary());
    }

    private static string[] LargestSet =>
        ("accountSelectorCurrency accountSelectorEnable accountSelectorMultiple accountSelectorNoTitle backEnable backgroundColor boxLayout closeEnable "
        + "consentEnable daysOfTransactions demo desktopLayout eftEligibleRatio enhancedMFA fetchAllAccounts fixedHeightEnable foregroundColor1 "
        + "foregroundColor2 headerEnable language maximumRetry redirectUrl scheduleRefresh showAllOperationsAccounts skipEnhancedMFA statement stringify "
        + "tag theme waitSummary withTransactions webview").Split(' ');

    private static ConnectUrl Urls(Action<FlinksOptions>? configure = null) => new(Options.Create(TestFlinks.Options(configure)));

    private static List<KeyValuePair<string, string>> Query(string url) =>
        [.. url.Split('?')[1].Split('&').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])))];
}
