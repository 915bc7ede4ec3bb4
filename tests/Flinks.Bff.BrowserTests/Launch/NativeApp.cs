using System.Text.Json;
using Flinks.Bff.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flinks.Bff.BrowserTests.Launch;

/// <summary>An app around its WebView: opens the page with an address and keeps what it is told, by one of the ways in.</summary>
public sealed class NativeApp(IPage page, string bff)
{
    /// <summary>Ways by which apps let their page tell them something.</summary>
    public static readonly IReadOnlyDictionary<string, string> Ways = new Dictionary<string, string>
    {
        ["React Native"] = "window.ReactNativeWebView = { postMessage: tell }",
        ["iOS"] = "window.webkit = { messageHandlers: { flinks: { postMessage: tell } } }",
        ["Android listener"] = "window.FlinksBff = { postMessage: tell }",
        ["Android interface"] = "window.FlinksBff = { onMessage: tell }",
    };

    public ILocator Title => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Frame => page.Locator("iframe");

    /// <summary>Only the page itself has the way in, as in a WebView whose frames are foreign.</summary>
    public static async Task<NativeApp> AroundAsync(IPage page, string bff, string way = "React Native")
    {
        await page.AddInitScriptAsync(
            $$"""
            if (window === window.top) {
              window.told = [];
              const tell = text => window.told.push(JSON.parse(text));
              {{Ways[way]}};
            }
            """);
        return new NativeApp(page, bff);
    }

    public Task OpenAsync(string fragment) => page.GotoAsync($"{bff}/launch#{fragment}");

    /// <summary>The widget, once it is shown.</summary>
    public async Task<ConnectWidget> WidgetAsync()
    {
        await Expect(Frame).ToBeVisibleAsync();
        var frame = await (await Frame.ElementHandleAsync()).ContentFrameAsync();
        return new ConnectWidget(page, frame!);
    }

    /// <summary>Waits until it was told something, and says all that it was told so far.</summary>
    public async Task<IReadOnlyList<JsonElement>> ToldAsync(string name)
    {
        await page.WaitForFunctionAsync("name => told.some(message => message.step === name || message.flinksCode === name)", name);
        return await ToldAsync();
    }

    public async Task<IReadOnlyList<JsonElement>> ToldAsync() => [.. JsonDocument.Parse(await page.EvaluateAsync<string>("JSON.stringify(told)")).RootElement.EnumerateArray()];
}
