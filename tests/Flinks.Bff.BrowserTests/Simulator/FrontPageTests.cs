using Flinks.Bff.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flinks.Bff.BrowserTests.Simulator;

public sealed class FrontPageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(1200)]
    [InlineData(360)]
    public async Task It_fits_the_window(int width)
    {
        await Page.SetViewportSizeAsync(width, 800);

        await Page.GotoAsync(Host.SimulatorAddress);

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Flinks simulator");
        await KeepPictureAsync($"simulator-{width}");
        Assert.Equal(width, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task It_opens_Connect()
    {
        await Page.GotoAsync(Host.SimulatorAddress);

        await Page.GetByRole(AriaRole.Link, new() { Name = "open it" }).ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Share your bank data");
    }
}
