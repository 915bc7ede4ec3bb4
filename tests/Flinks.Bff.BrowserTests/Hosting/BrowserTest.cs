using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Flinks.Bff.BrowserTests.Hosting;

/// <summary>A development host, a customer's page and a window of their own for each test. Whatever the browser complains of fails it.</summary>
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _complaints = [];
    private DevHostRun? _host;
    private CustomerApp? _app;
    private IBrowserContext? _window;
    private IPage? _page;

    protected DevHostRun Host => _host ?? throw NotStarted;

    protected CustomerApp App => _app ?? throw NotStarted;

    protected IPage Page => _page ?? throw NotStarted;

    private static InvalidOperationException NotStarted => new("The test has not begun.");

    public async ValueTask InitializeAsync()
    {
        var browser = chromium.Browser;
        _host = await DevHostRun.StartAsync();
        _app = await CustomerApp.StartAsync();
        _window = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1000, Height = 800 } });
        _window.SetDefaultTimeout(Chromium.LongestWait);
        _window.Console += (_, message) => NoteIfError(message);
        _window.WebError += (_, error) => _complaints.Enqueue(error.Error);
        _page = await _window.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_page is not null && TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await KeepPictureAsync($"failed-{TestContext.Current.TestMethod?.MethodName}");
        }

        foreach (var part in new IAsyncDisposable?[] { _window, _host, _app }.OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }

        Assert.Equal("", string.Join(Environment.NewLine, _complaints));
    }

    /// <summary>The customer's page with an address in its frame.</summary>
    protected async Task<ConnectWidget> ShowInAppAsync(string address)
    {
        await Page.GotoAsync(App.Address);
        await Page.EvaluateAsync("address => show(address)", address);
        var frame = await (await Page.WaitForSelectorAsync("iframe"))!.ContentFrameAsync();
        return new ConnectWidget(Page, frame!);
    }

    /// <summary>Keeps a picture of what the window shows, beside the test's assembly.</summary>
    protected Task KeepPictureAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}.png") });

    private void NoteIfError(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning")
        {
            _complaints.Enqueue($"{message.Text} ({message.Location})");
        }
    }
}
