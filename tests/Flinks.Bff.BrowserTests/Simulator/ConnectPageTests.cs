using Flinks.Bff.BrowserTests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flinks.Bff.BrowserTests.Simulator;

/// <summary>The simulator's Connect in a page that knows nothing of the BFF, as a person and the page around it meet it.</summary>
public sealed class ConnectPageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task The_page_around_it_is_told_each_step_in_its_order()
    {
        var widget = await OpenAsync("consentEnable=true&accountSelectorEnable=true");

        await widget.Button("Agree").ClickAsync();
        await widget.Button(Bank.Name).ClickAsync();
        await widget.SignInAsync(SimulatedLogins.FiveAccounts.Username);
        await widget.AnswerAsync(SimulatedLogins.FiveAccounts.Rounds[0]);
        await Expect(widget.Title).ToHaveTextAsync("Choose an account");
        await KeepPictureAsync("simulator-accounts");
        await widget.Choice("Fake Savings CAD").CheckAsync();
        await widget.Button("Continue").ClickAsync();
        await widget.ToldAsync("REDIRECT");

        Assert.Equal(
            [
                "APP_MOUNTED", "COMPONENT_LOAD_CONSENT", "COMPONENT_ACCEPT_CONSENT", "COMPONENT_LOAD_INSTITUTION_SELECTOR", "INSTITUTION_SELECTED",
                "COMPONENT_LOAD_CREDENTIAL", "SUBMIT_CREDENTIAL", "COMPONENT_LOAD_MFA", "SUBMIT_MFA", "COMPONENT_LOAD_ACCOUNT_SELECTION",
                "ACCOUNT_SELECTED", "REDIRECT",
            ],
            await StepsAsync());
    }

    [Fact]
    public async Task A_bank_is_found_by_typing_and_taken_by_Enter()
    {
        var widget = await OpenAsync("");

        await widget.Field("Search").FillAsync("INVENTEE");
        await Expect(widget.Text("Banks found: 1")).ToBeVisibleAsync();
        await Expect(widget.Button(Bank.Name)).ToBeHiddenAsync();
        await KeepPictureAsync("simulator-banks");
        await widget.Field("Search").PressAsync("Enter");

        await Expect(widget.Title).ToHaveTextAsync("Sign in");
        Assert.Equal("Caisse Inventée", (await widget.ToldAsync("INSTITUTION_SELECTED")).Data.GetProperty("institution").GetString());
    }

    [Fact]
    public async Task Each_further_screen_begins_at_its_title_and_so_does_an_error()
    {
        var widget = await OpenAsync("consentEnable=true");

        await widget.Button("Agree").PressAsync("Enter");
        await Expect(widget.Title).ToHaveTextAsync("Choose your bank");
        await Expect(widget.Title).ToBeFocusedAsync();
        await widget.Button(Bank.Name).PressAsync("Enter");
        await widget.SignInAsync("nobody");
        await Expect(widget.Title).ToHaveTextAsync("That did not work");
        await Expect(widget.Title).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_bank_with_a_page_of_its_own_is_signed_in_to_in_a_window()
    {
        var widget = await OpenAsync("demoOutbound=true");

        var window = await Page.RunAndWaitForPopupAsync(() => widget.Button(BankDirectory.OAuthBank.Name).ClickAsync());
        await Expect(window.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(BankDirectory.OAuthBank.Name);
        await widget.ToldAsync("POPUP_OPENED");
        await window.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        var redirect = await widget.ToldAsync("REDIRECT");

        Assert.Equal(
            ["APP_MOUNTED", "COMPONENT_LOAD_INSTITUTION_SELECTOR", "INSTITUTION_SELECTED", "POPUP_OPENED", "COMPONENT_ACCEPT_PROVIDER_CONSENT", "REDIRECT"],
            await StepsAsync());
        Assert.Equal(BankDirectory.OAuthBank.Name, redirect.Data.GetProperty("institution").GetString());
    }

    [Fact]
    public async Task A_window_that_the_browser_blocks_leaves_a_button()
    {
        var widget = await OpenAsync("demoOutbound=true");
        await widget.BlockWindowsAsync();

        await widget.Button(BankDirectory.OAuthBank.Name).ClickAsync();

        await widget.ToldAsync("POPUP_BLOCKED");
        await Expect(widget.Button("Open the bank's page")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Messages_are_texts_if_the_address_says_so()
    {
        await OpenAsync("stringify=true");

        await Page.WaitForFunctionAsync("() => messages.length === 2");

        Assert.Equal(
            ["""{"step":"APP_MOUNTED"}""", """{"step":"COMPONENT_LOAD_INSTITUTION_SELECTOR","cached":false}"""],
            await Page.EvaluateAsync<string[]>("messages.map(message => message.data)"));
    }

    [Theory]
    [InlineData("window.ReactNativeWebView = app")]
    [InlineData("window.webkit = { messageHandlers: { flinksEvent: app } }")]
    public async Task An_app_around_it_is_told_in_its_own_way(string bridge)
    {
        await Page.AddInitScriptAsync($"window.told = []; const app = {{ postMessage: text => told.push(text) }}; {bridge};");

        await Page.GotoAsync(Address("webview=true"));

        await Page.WaitForFunctionAsync("""() => told.length === 2 && told[0] === '{"step":"APP_MOUNTED"}'""");
    }

    [Fact]
    public async Task Terms_are_told_when_they_are_accepted()
    {
        var widget = await OpenAsync("consentEnable=true&termsUrl=https%3A%2F%2Fapp.example.test%2Fterms");

        await widget.Choice("I accept the terms of use").CheckAsync();
        await widget.ToldAsync("COMPONENT_ACCEPT_TERMS");
        await widget.Choice("I accept the terms of use").UncheckAsync();

        await widget.ToldAsync("COMPONENT_DENY_TERMS");
    }

    private string Address(string parameters) => $"{Host.SimulatorAddress}/v2/?{parameters}&authorizeToken={Host.Flinks.IssueToken()}";

    private Task<ConnectWidget> OpenAsync(string parameters) => ShowInAppAsync(Address(parameters));

    private Task<string[]> StepsAsync() => Page.EvaluateAsync<string[]>("messages.map(message => message.data.step)");
}
