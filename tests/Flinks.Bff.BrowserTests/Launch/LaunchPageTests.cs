using Flinks.Bff.BrowserTests.Hosting;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flinks.Bff.BrowserTests.Launch;

/// <summary>A person answers the bank in an app's WebView. The browser complains of nothing: no error, no breach of a policy.</summary>
public sealed class LaunchPageTests(Chromium chromium) : BrowserTest(chromium)
{
    public static TheoryData<string> Ways => [.. NativeApp.Ways.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_app_is_told_each_step_once_and_the_data_are_there(string way)
    {
        var alice = await Host.SignInAsync();
        var asked = await AskAsync(alice);
        var app = await NativeApp.AroundAsync(Page, Host.Address, way);

        await app.OpenAsync(asked.NextUrl!);
        var widget = await app.WidgetAsync();
        await KeepPictureAsync("launch-open");
        await widget.AnswerAsync(SimulatedLogins.MfaQuestion.Rounds[0]);
        var told = await app.ToldAsync("REDIRECT");

        await Expect(app.Title).ToHaveTextAsync("All done");
        await KeepPictureAsync("launch-finished");
        Assert.Equal(
            ["bff_launch_ready", "APP_MOUNTED", "COMPONENT_LOAD_MFA", "SUBMIT_MFA", "REDIRECT"],
            told.Select(message => message.GetProperty("step").GetString()));
        Assert.Equal(SimulatedLogins.MfaQuestion.LoginId, told[^1].GetProperty("loginId").GetGuid());
        Assert.Equal(200, (await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resumed")).Status);
    }

    [Fact]
    public async Task The_address_is_gone_from_the_window_and_from_every_request_but_the_one_that_checks_it()
    {
        var asked = await AskAsync(await Host.SignInAsync());
        var requests = new List<IRequest>();
        Page.Request += (_, request) => requests.Add(request);
        var app = await NativeApp.AroundAsync(Page, Host.Address);

        await app.OpenAsync(asked.NextUrl!);
        await app.WidgetAsync();

        Assert.Equal($"{Host.Address}/launch", await Page.EvaluateAsync<string>("location.href"));
        var ours = requests.Where(request => request.Url.StartsWith(Host.Address, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(ours, request => request.Url.Split('#')[0].Contains("requestId", StringComparison.OrdinalIgnoreCase));
        Assert.Equal([$"{Host.Address}/api/v1/resume-urls/verify"], ours.Where(request => request.PostData is not null).Select(request => request.Url));
        Assert.DoesNotContain(requests, request => request.Headers.ContainsKey("referer") && request.Url.StartsWith(Host.SimulatorAddress, StringComparison.Ordinal) && request.IsNavigationRequest);
    }

    [Theory]
    [InlineData("whole")]
    [InlineData("percents")]
    [InlineData("spaced")]
    public async Task An_encoded_address_is_understood(string encoding)
    {
        var asked = await AskAsync(await Host.SignInAsync());
        var app = await NativeApp.AroundAsync(Page, Host.Address);

        await app.OpenAsync(encoding switch
        {
            "whole" => Uri.EscapeDataString(asked.NextUrl!),
            "percents" => asked.NextUrl!.Replace("%", "%25", StringComparison.Ordinal),
            _ => asked.NextUrl!.Replace("&", "%26", StringComparison.Ordinal),
        });

        await Expect((await app.WidgetAsync()).Title).ToHaveTextAsync("Your bank asks");
    }

    [Fact]
    public async Task An_address_that_is_too_old_says_so_to_person_and_app()
    {
        var asked = await AskAsync(await Host.SignInAsync());
        Host.Clock.Advance(TimeSpan.FromMinutes(9));
        var app = await NativeApp.AroundAsync(Page, Host.Address);

        await app.OpenAsync(asked.NextUrl!);

        await Expect(app.Title).ToHaveTextAsync("This link has expired");
        await Expect(app.Title).ToBeFocusedAsync();
        await KeepPictureAsync("launch-expired");
        Assert.Equal(["""{"step":"bff_launch_expired"}"""], (await app.ToldAsync()).Select(message => message.GetRawText()));
        await Expect(app.Frame).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("tampered")]
    [InlineData("foreign host")]
    [InlineData("script")]
    [InlineData("nothing")]
    [InlineData("half an escape")]
    [InlineData("too long")]
    public async Task What_is_not_ours_is_never_opened(string flaw)
    {
        var asked = await AskAsync(await Host.SignInAsync());
        var hosts = new List<string>();
        Page.Request += (_, request) => hosts.Add(new Uri(request.Url).GetLeftPart(UriPartial.Authority));
        if (flaw == "too long")
        {
            // The browser itself tells its console of every status above 399.
            await Page.RouteAsync("**/verify", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{"valid":false,"reason":"malformed","expiresAt":null}""" }));
        }

        var app = await NativeApp.AroundAsync(Page, Host.Address);

        await app.OpenAsync(flaw switch
        {
            "tampered" => asked.NextUrl!.Replace("daysOfTransactions=Days90", "daysOfTransactions=Days365", StringComparison.Ordinal),
            "foreign host" => asked.NextUrl!.Replace(Host.SimulatorAddress, App.Address.TrimEnd('/'), StringComparison.Ordinal),
            "script" => "javascript:document.title='taken'//" + asked.NextUrl,
            "nothing" => "",
            "half an escape" => "%E0%A4%A",
            _ => asked.NextUrl + new string('x', 70_000),
        });

        await Expect(app.Title).ToHaveTextAsync("This link does not work");
        await KeepPictureAsync("launch-invalid");
        Assert.Equal(["""{"step":"bff_launch_invalid"}"""], (await app.ToldAsync()).Select(message => message.GetRawText()));
        Assert.Equal([Host.Address], hosts.Distinct());
        await Expect(app.Frame).ToHaveCountAsync(0);
    }

    /// <summary>In a window of its own: the browser tells its console of what a policy stops.</summary>
    [Fact]
    public async Task Whatever_is_said_of_an_address_the_browser_frames_Connect_alone()
    {
        await using var window = await Page.Context.Browser!.NewContextAsync();
        var page = await window.NewPageAsync();
        await page.RouteAsync("**/verify", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{"valid":true,"reason":"ok","expiresAt":null}""" }));
        var app = await NativeApp.AroundAsync(page, Host.Address);

        await app.OpenAsync(App.Address);

        await Expect(app.Title).ToHaveTextAsync("Your bank could not be shown");
        Assert.Equal(["bff_launch_ready", "bff_launch_blocked"], (await app.ToldAsync()).Select(message => message.GetProperty("step").GetString()));
        await Expect(app.Frame).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Only_the_widget_in_its_frame_is_heard()
    {
        var asked = await AskAsync(await Host.SignInAsync());
        var app = await NativeApp.AroundAsync(Page, Host.Address);
        await app.OpenAsync(asked.NextUrl!);
        await app.WidgetAsync();
        await app.ToldAsync("COMPONENT_LOAD_MFA");

        await Page.EvaluateAsync(
            """
            ([connect]) => {
              const forged = { step: 'REDIRECT', loginId: '11111111-2222-3333-4444-555555555555' };
              const frame = document.querySelector('iframe').contentWindow;
              window.postMessage(forged, '*');
              for (const flaw of [{ origin: connect, source: window }, { origin: 'https://evil.example', source: frame }, { origin: 'null', source: frame }]) {
                window.dispatchEvent(new MessageEvent('message', { data: forged, ...flaw }));
              }
              for (const data of [null, 5, 'no JSON', '"text"', [], {}, { target: 'extension' }, { step: 5 }, { step: 'bff_launch_expired' }, { flinksCode: 'BFF_X' }, 1n]) {
                window.dispatchEvent(new MessageEvent('message', { data, origin: connect, source: frame }));
              }
              window.dispatchEvent(new MessageEvent('message', { data: { step: 'LAST' }, origin: connect, source: frame }));
            }
            """,
            new[] { Host.SimulatorAddress });

        Assert.Equal(
            ["bff_launch_ready", "APP_MOUNTED", "COMPONENT_LOAD_MFA", "LAST"],
            (await app.ToldAsync("LAST")).Select(message => message.GetProperty("step").GetString()));
    }

    [Theory]
    [InlineData("""{ "step": "REDIRECT", "loginId": "L", "requestId": "R" }""", """{"step":"REDIRECT","loginId":"L","requestId":"R"}""")]
    [InlineData("""{ "step": "REDIRECT", "url": "https://a.test/?state=s&LoginId=L" }""", """{"step":"REDIRECT","url":"https://a.test/?state=s&LoginId=L","loginId":"L"}""")]
    [InlineData("""{ "step": "REDIRECT", "url": "nowhere" }""", """{"step":"REDIRECT","url":"nowhere"}""")]
    [InlineData("\"{\\\"step\\\":\\\"REDIRECT\\\",\\\"loginId\\\":\\\"L\\\"}\"", """{"step":"REDIRECT","loginId":"L"}""")]
    public async Task Every_shape_of_the_end_is_heard_once(string sent, string told)
    {
        var asked = await AskAsync(await Host.SignInAsync());
        var app = await NativeApp.AroundAsync(Page, Host.Address);
        await app.OpenAsync(asked.NextUrl!);
        await app.WidgetAsync();
        await app.ToldAsync("COMPONENT_LOAD_MFA");

        await Page.EvaluateAsync(
            """
            ([connect, sent]) => {
              const source = document.querySelector('iframe').contentWindow;
              for (let time = 0; time < 2; time++) {
                window.dispatchEvent(new MessageEvent('message', { data: JSON.parse(sent), origin: connect, source }));
              }
            }
            """,
            new[] { Host.SimulatorAddress, sent });

        await Expect(app.Title).ToHaveTextAsync("All done");
        var messages = await app.ToldAsync();
        Assert.Equal(told, messages[^1].GetRawText());
        Assert.Single(messages, message => message.GetProperty("step").GetString() == "REDIRECT");
    }

    [Fact]
    public async Task Who_is_offline_may_try_again()
    {
        var asked = await AskAsync(await Host.SignInAsync());
        var app = await NativeApp.AroundAsync(Page, Host.Address);
        // Of a real cut the browser would tell its console.
        await Page.AddInitScriptAsync("const real = window.fetch; window.fetch = () => Promise.reject(new TypeError('offline')); window.online = () => { window.fetch = real; }");

        await app.OpenAsync(asked.NextUrl!);
        await Expect(app.Title).ToHaveTextAsync("No connection");
        await KeepPictureAsync("launch-offline");
        await Page.EvaluateAsync("online()");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).PressAsync("Enter");

        await Expect((await app.WidgetAsync()).Title).ToHaveTextAsync("Your bank asks");
        Assert.Equal(["bff_launch_unreachable", "bff_launch_ready"], (await app.ToldAsync()).Take(2).Select(message => message.GetProperty("step").GetString()));
    }

    [Fact]
    public async Task One_window_opens_one_address_after_another()
    {
        var alice = await Host.SignInAsync();
        var asked = await AskAsync(alice);
        var app = await NativeApp.AroundAsync(Page, Host.Address);
        await app.OpenAsync("nothing-of-ours");
        await Expect(app.Title).ToHaveTextAsync("This link does not work");

        await Page.EvaluateAsync("address => { location.hash = address; }", asked.NextUrl);

        await Expect((await app.WidgetAsync()).Title).ToHaveTextAsync("Your bank asks");
        Assert.Equal($"{Host.Address}/launch", await Page.EvaluateAsync<string>("location.href"));
    }

    [Fact]
    public async Task It_speaks_French_on_a_dark_phone()
    {
        await using var phone = await Page.Context.Browser!.NewContextAsync(
            new() { Locale = "fr-CA", ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 360, Height = 640 } });
        var page = await phone.NewPageAsync();
        var app = await NativeApp.AroundAsync(page, Host.Address);

        await app.OpenAsync("rien");

        await Expect(app.Title).ToHaveTextAsync("Ce lien ne fonctionne pas");
        Assert.Equal(("fr", 360), (await page.EvaluateAsync<string>("document.documentElement.lang"), await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
        Assert.Equal("rgb(18, 23, 28)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", "launch-french-phone.png") });
    }

    private static Task<BffAnswer> AskAsync(BffClient user) => user.ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
}
