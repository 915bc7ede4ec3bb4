using System.Text.RegularExpressions;
using System.Web;
using Flinks.Bff.BrowserTests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flinks.Bff.BrowserTests.ConnectSessions;

/// <summary>A person connects a bank in the widget, and comes back to the app.</summary>
public sealed partial class ConnectSessionPageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_redirect_brings_a_ticket_and_never_the_login()
    {
        var addresses = new List<string>();
        Page.FrameNavigated += (_, frame) => addresses.Add(frame.ParentFrame is null ? frame.Url : "");
        var widget = await OpenAsync(new { redirectUrl = ReturnUrl });

        await widget.Button("Agree").ClickAsync();
        await widget.Button(Bank.Name).ClickAsync();
        await widget.SignInAsync(TestUsers.GreatdayNoMfa.Username);
        await Expect(Page).ToHaveURLAsync(BackWithTicket());
        await KeepPictureAsync("connect-5-returned");
        var answer = await Page.RunAndWaitForResponseAsync(
            () => Page.GetByRole(AriaRole.Button, new() { Name = "Link the bank" }).ClickAsync(), "**/api/v1/connections");

        await Expect(Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("200: linked, 3 accounts.");
        await KeepPictureAsync("connect-6-linked");
        var loginId = Host.Flinks.Logins.Single(login => login.Scenario.Username == TestUsers.GreatdayNoMfa.Username).LoginId.ToString();
        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain(loginId, await answer.TextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(addresses, address => address.Contains("loginId", StringComparison.OrdinalIgnoreCase) || address.Contains(loginId, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("", await Page.EvaluateAsync<string>("document.referrer"));
    }

    [Fact]
    public async Task Another_user_cannot_use_the_ticket()
    {
        var widget = await OpenAsync(new { redirectUrl = ReturnUrl });
        await widget.Button("Agree").ClickAsync();
        await widget.Button(Bank.Name).ClickAsync();
        await widget.SignInAsync(TestUsers.GreatdayNoMfa.Username);
        await Expect(Page).ToHaveURLAsync(BackWithTicket());

        var ticket = HttpUtility.ParseQueryString(new Uri(Page.Url).Query)["ticket"];
        var stolen = await (await Host.SignInAsync("bob")).PostAsync("/api/v1/connections", new { ticket });
        var late = await (await Host.SignInAsync()).PostAsync("/api/v1/connections", new { ticket });

        Assert.Equal((404, 404), (stolen.Status, late.Status));
    }

    [Fact]
    public async Task The_widget_and_the_bank_speak_French()
    {
        var round = SimulatedLogins.MfaQuestion.Rounds[0];
        var widget = await OpenAsync(new { language = "fr", redirectUrl = ReturnUrl });

        await Expect(widget.Title).ToHaveTextAsync("Partagez vos données bancaires");
        await widget.Button("Accepter").ClickAsync();
        await widget.Button(Bank.Name).ClickAsync();
        await KeepPictureAsync("connect-french-sign-in");
        await widget.SignInAsync(SimulatedLogins.MfaQuestion.Username, "fr");
        await Expect(widget.Title).ToHaveTextAsync("Votre banque demande");
        await KeepPictureAsync("connect-french-question");
        await widget.AnswerAsync(round, "fr");
        await Expect(Page).ToHaveURLAsync(BackWithTicket());
    }

    [Fact]
    public async Task In_a_frame_the_page_around_it_is_told_the_login()
    {
        var alice = await Host.SignInAsync();
        var session = await alice.PostAsync("/api/v1/connect-sessions", new { });

        var widget = await ShowInAppAsync(session.NextUrl!);
        await KeepPictureAsync("connect-1-consent");
        await widget.Button("Agree").ClickAsync();
        await Expect(widget.Title).ToHaveTextAsync("Choose your bank");
        await KeepPictureAsync("connect-2-banks");
        await widget.Button(Bank.Name).ClickAsync();
        await Expect(widget.Title).ToHaveTextAsync("Sign in");
        await KeepPictureAsync("connect-3-sign-in");
        // A round without questions: nobody but a person in front of the widget gets further.
        await widget.SignInAsync(SimulatedLogins.MfaWithoutQuestions.Username);
        await Expect(widget.Title).ToHaveTextAsync("Your bank asks");
        await widget.Button("Continue").ClickAsync();
        var redirect = await widget.ToldAsync("REDIRECT");
        await KeepPictureAsync("connect-4-success");

        var linked = await alice.ConnectAsync(redirect.Data.GetProperty("loginId").GetGuid(), new { connectSessionId = session.Json.GetProperty("connectSessionId").GetGuid() });
        Assert.Equal(session.Json.GetProperty("messageOrigin").GetString(), redirect.Origin);
        Assert.Equal(200, linked.Status);
    }

    [Fact]
    public async Task Who_does_not_agree_is_told_that_nothing_was_shared()
    {
        var widget = await OpenAsync(new { });

        await widget.Button("Refuse").ClickAsync();

        await Expect(widget.Text("You did not agree. Nothing was shared.")).ToBeVisibleAsync();
        await widget.ToldAsync("COMPONENT_DENY_CONSENT");
    }

    [Fact]
    public async Task A_wrong_password_may_be_put_right()
    {
        var widget = await OpenAsync(new { institutionId = Bank.Name });
        await widget.Button("Agree").ClickAsync();

        await widget.SignInAsync(TestUsers.GreatdayNoMfa.Username, password: "wrong");
        await Expect(widget.Text("The user name or the password is wrong.")).ToBeVisibleAsync();
        await widget.Button("Try again").ClickAsync();
        await widget.SignInAsync(TestUsers.GreatdayNoMfa.Username);

        await widget.ToldAsync("REDIRECT");
    }

    [GeneratedRegex(@"/dev/return\?ticket=")]
    private static partial Regex BackWithTicket();

    private string ReturnUrl => $"{Host.Address}/dev/return";

    private async Task<ConnectWidget> OpenAsync(object session)
    {
        var opened = await (await Host.SignInAsync()).PostAsync("/api/v1/connect-sessions", session);
        return await ShowInAppAsync(opened.NextUrl!);
    }
}
