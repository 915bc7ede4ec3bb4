using Flinks.Bff.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flinks.Bff.BrowserTests.DevHost;

public sealed class SwaggerPageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData("connections_connect", "**/api/v1/connections", 200)]
    [InlineData("connections_list", "**/api/v1/connections", 200)]
    [InlineData("connectSessions_start", "**/api/v1/connect-sessions", 201)]
    public async Task Try_it_out_works_at_once(string operation, string address, int status)
    {
        var block = await OpenAsync(operation);

        var answer = await Page.RunAndWaitForResponseAsync(
            () => block.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync(), address);

        Assert.Equal(status, answer.Status);
        var shown = block.Locator(".live-responses-table td.response-col_status").Last;
        await Expect(shown).ToContainTextAsync($"{status}");
        await shown.ScrollIntoViewIfNeededAsync();
        await KeepPictureAsync($"swagger-{operation}");
    }

    [Fact]
    public async Task Every_simulated_login_can_be_picked_as_a_body()
    {
        var block = await OpenAsync("connections_connect");

        await block.Locator(".examples-select select").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await KeepPictureAsync("swagger-example");
        var answer = await Page.RunAndWaitForResponseAsync(
            () => block.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync(), "**/api/v1/connections");

        Assert.Equal(203, answer.Status);
    }

    /// <summary>From the host's front door, as somebody who is signed in.</summary>
    private async Task<ILocator> OpenAsync(string operation)
    {
        await Page.GotoAsync(Host.Address);
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Authorize" }).And(Page.Locator(".locked"))).ToBeVisibleAsync();
        await KeepPictureAsync("swagger");

        var block = Page.Locator($".opblock[id$='-{operation}']");
        await block.Locator(".opblock-summary-control").ClickAsync();
        await block.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        return block;
    }
}
