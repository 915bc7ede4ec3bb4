using Flinks.Bff.BrowserTests.Hosting;
using Flinks.Simulator;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flinks.Bff.BrowserTests.Simulator;

public sealed class ControlPageTests(Chromium chromium) : BrowserTest(chromium)
{
    private ILocator Status => Page.GetByRole(AriaRole.Status);

    [Fact]
    public async Task The_clock_is_moved_and_the_button_keeps_the_focus()
    {
        await OpenAsync();

        await Button("8 minutes").ClickAsync();

        await Expect(Status).ToHaveTextAsync("Done.");
        await Expect(Page.Locator("#clock")).ToContainTextAsync("moved by 00:08:00");
        await Expect(Button("8 minutes")).ToBeFocusedAsync();
        await KeepPictureAsync("simulator-control");
    }

    [Fact]
    public async Task The_next_answer_is_chosen()
    {
        await OpenAsync();
        var next = Page.Locator("#next");

        await next.GetByLabel("Endpoint").SelectOptionAsync("Authorize");
        await next.GetByLabel("Flinks code").SelectOptionAsync("CARD_IN_USE");
        await next.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(Page.Locator("#faults tbody")).ToContainTextAsync("Answer 400");
    }

    [Fact]
    public async Task A_login_is_given_another_scenario()
    {
        await OpenAsync();

        await Page.GetByLabel($"Scenario of {SimulatedLogins.NoMfa.Username}").SelectOptionAsync("Bank down");
        await Page.Locator($"[data-call$='{SimulatedLogins.NoMfa.LoginId}']").GetByRole(AriaRole.Button, new() { Name = "Give" }).ClickAsync();

        await Expect(Status).ToHaveTextAsync("Done.");
        Assert.Equal("Bank down", Host.Flinks.FindLogin(SimulatedLogins.NoMfa.LoginId)?.Scenario.Name);
    }

    [Fact]
    public async Task A_knob_is_turned_and_the_page_fits_a_phone()
    {
        await Page.SetViewportSizeAsync(360, 800);
        await OpenAsync();

        await Page.GetByLabel("Connect:RedirectShape").SelectOptionAsync("UrlOnly");
        await Page.Locator("#knobs form", new() { Has = Page.GetByLabel("Connect:RedirectShape") }).GetByRole(AriaRole.Button).ClickAsync();

        await Expect(Status).ToHaveTextAsync("Done.");
        Assert.Equal(360, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private Task<IResponse?> OpenAsync() => Page.GotoAsync($"{Host.SimulatorAddress}/control");

    private ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
