using System.Text.RegularExpressions;
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

        await block.Locator(".opblock-section-request-body .examples-select select").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await KeepPictureAsync("swagger-example");
        var answer = await Page.RunAndWaitForResponseAsync(
            () => block.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync(), "**/api/v1/connections");

        Assert.Equal(203, answer.Status);
    }

    [Fact]
    public async Task What_an_answer_named_stands_in_the_next_call()
    {
        var first = await OpenAsync("connections_connect");
        await first.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();
        await Expect(first.Locator(".live-responses-table td.response-col_status").Last).ToContainTextAsync("200");

        foreach (var (operation, address) in new[] { ("connections_show", "**/api/v1/connections/*"), ("retrievals_show", "**/api/v1/retrievals/*") })
        {
            var block = await TryOutAsync(operation);
            await Expect(block.Locator("tr[data-param-in=path] input")).ToHaveValueAsync(new Regex("^[0-9a-f-]{36}$"));
            var answer = await Page.RunAndWaitForResponseAsync(
                () => block.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync(), address);

            Assert.Equal(200, answer.Status);
        }
    }

    [Fact]
    public async Task An_operation_shows_recorded_examples_of_each_answer()
    {
        await Page.GotoAsync(Host.Address);
        var block = Page.Locator(".opblock[id$='-connections_connect']");
        await block.Locator(".opblock-summary-control").ClickAsync();

        var row = block.Locator("tr.response[data-code='203']");
        await row.Locator(".examples-select select").SelectOptionAsync("textOrCall");

        await Expect(row.Locator("pre.example")).ToContainTextAsync("How should we send your code?");
        await row.ScrollIntoViewIfNeededAsync();
        await KeepPictureAsync("swagger-recorded-example");
    }

    [Fact]
    public async Task The_page_needs_nobody_else()
    {
        var elsewhere = new List<string>();
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Host.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                elsewhere.Add(request.Url);
            }
        };

        await OpenAsync("connections_connect");

        Assert.Empty(elsewhere);
    }

    /// <summary>From the host's front door, as somebody who is signed in.</summary>
    private async Task<ILocator> OpenAsync(string operation)
    {
        await Page.GotoAsync(Host.Address);
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Authorize" }).And(Page.Locator(".locked"))).ToBeVisibleAsync();
        await KeepPictureAsync("swagger");

        return await TryOutAsync(operation);
    }

    private async Task<ILocator> TryOutAsync(string operation)
    {
        var block = Page.Locator($".opblock[id$='-{operation}']");
        await block.Locator(".opblock-summary-control").ClickAsync();
        await block.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        return block;
    }
}
