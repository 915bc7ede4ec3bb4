using System.Net;
using System.Text.RegularExpressions;
using Flinks.Bff.Tests.Platform;

namespace Flinks.Bff.Tests.Launch;

public sealed partial class LaunchPageTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5081/v2/", "http://127.0.0.1:5081")]
    [InlineData("https://Connect.example:443/deep/v2/", "https://connect.example")]
    public async Task It_may_frame_Connect_and_nothing_else(string connect, string origin)
    {
        await using var host = await PlatformHost.StartAsync(new() { ["Flinks:ConnectBaseUrl"] = connect });

        using var page = await host.Anonymous().AskAsync("/launch");

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
            + $"frame-src {origin}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            page.Header("Content-Security-Policy"));
    }

    [Fact]
    public async Task It_is_kept_nowhere_and_tells_nobody_where_it_was()
    {
        await using var host = await PlatformHost.StartAsync();

        using var page = await host.Anonymous().AskAsync("/launch");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html; charset=utf-8", page.Header("Content-Type"));
        Assert.Equal("no-store", page.Header("Cache-Control"));
        Assert.Equal("no-referrer", page.Header("Referrer-Policy"));
        Assert.Equal("same-origin-allow-popups", page.Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("DENY", page.Header("X-Frame-Options"));
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.Contains("microphone=()", page.Header("Permissions-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_holds_no_script_and_no_style_of_its_own()
    {
        await using var host = await PlatformHost.StartAsync();

        var page = await host.Anonymous().GetStringAsync("/launch", TestContext.Current.CancellationToken);

        Assert.DoesNotMatch(@"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=|https?:", page);
        Assert.DoesNotContain("{version}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_loads_is_there_and_kept_by_the_browser()
    {
        await using var host = await PlatformHost.StartAsync();
        var left = new Queue<string>(["/launch"]);
        var loaded = new Dictionary<string, HttpResponseMessage>();

        while (left.TryDequeue(out var path))
        {
            loaded[path] = await host.Anonymous().AskAsync(path);
            var named = Parts().Matches(await loaded[path].Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Select(match => $"/launch/{match.Groups["name"].Value}");
            named.Where(part => !loaded.ContainsKey(part) && !left.Contains(part)).ToList().ForEach(left.Enqueue);
        }

        loaded.Remove("/launch");
        Assert.Equal(["launch.css", "launch.js", "native.js", "texts.js", "widget.js"], loaded.Keys.Select(path => path[8..path.IndexOf('?', StringComparison.Ordinal)]).Order());
        Assert.All(loaded.Values, part => Assert.Equal((HttpStatusCode.OK, "public, max-age=31536000, immutable"), (part.StatusCode, part.Header("Cache-Control"))));
        Assert.All(loaded, part => Assert.StartsWith(part.Key.Contains(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript", part.Value.Header("Content-Type"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/launch/launch.js")]
    [InlineData("/launch/launch.js?v=another")]
    public async Task A_part_of_another_version_is_asked_for_again(string path)
    {
        await using var host = await PlatformHost.StartAsync();

        using var part = await host.Anonymous().AskAsync(path);

        Assert.Equal("no-cache", part.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("/launch/launch.html")]
    [InlineData("/launch/nothing.js")]
    [InlineData("/launch/..%2F..%2Fappsettings.json")]
    public async Task There_is_nothing_else(string path)
    {
        await using var host = await PlatformHost.StartAsync();

        using var answer = await host.Anonymous().AskAsync(path);

        Assert.Equal("not_found", await answer.ReadCodeAsync());
    }

    [Fact]
    public async Task It_is_limited_by_address_like_all_open_routes()
    {
        await using var host = await PlatformHost.StartAsync(new() { ["RateLimits:PerAddressPerMinute"] = "1" });

        using var first = await host.Anonymous().AskAsync("/launch");
        using var second = await host.Anonymous().AskAsync("/launch");

        Assert.Equal("\"address\";q=1;w=60", first.Header("RateLimit-Policy"));
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [GeneratedRegex(@"(?:/launch/|from '\./)(?<name>[a-z]+\.(?:js|css)\?v=[0-9a-f]{16})")]
    private static partial Regex Parts();
}
