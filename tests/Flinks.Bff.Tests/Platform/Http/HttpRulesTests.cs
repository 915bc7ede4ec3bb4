using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flinks.Bff.Tests.Platform.Http;

public sealed class HttpRulesTests
{
    private const string Login = "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d";
    private const string App = "https://app.example";

    [Fact]
    public async Task Every_answer_of_the_API_carries_its_headers()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("alice").AskAsync("/api/v1/probe");

        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
        Assert.Matches("^[0-9a-f]{32}$", response.Header("X-Trace-Id"));
        Assert.Empty(response.Header("Server"));
    }

    [Theory]
    [InlineData("/api/v1/probe", 63, HttpStatusCode.OK)]
    [InlineData("/api/v1/probe", 65, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/api/v1/probe/large", 65, HttpStatusCode.OK)]
    [InlineData("/api/v1/probe/large", 4097, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Bodies_are_as_long_as_their_route_allows(string path, int kibibytes, HttpStatusCode status)
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("alice").PostJsonAsync(path, $$"""{ "loginId": "{{Login}}", "filler": "{{new string('x', kibibytes * 1024)}}" }""");

        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.RequestEntityTooLarge)
        {
            Assert.Equal("payload_too_large", await response.ReadCodeAsync());
        }
    }

    [Fact]
    public async Task A_body_that_hides_its_length_is_stopped_at_the_limit()
    {
        await using var host = await KestrelHost.StartAsync();
        using var client = host.As("alice");
        using var body = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "filler": "{{new string('x', 65 * 1024)}}" }""")));
        body.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/probe") { Content = body };
        request.Headers.TransferEncodingChunked = true;

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("payload_too_large", await response.ReadCodeAsync());
        Assert.Empty(response.Header("Server"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_route_that_takes_more_gets_more_than_the_server_takes_by_itself(bool saysItsLength)
    {
        await using var host = await KestrelHost.StartAsync();
        using var client = host.As("alice");
        using var body = new StringContent($$"""{ "loginId": "{{Login}}", "filler": "{{new string('x', 1024 * 1024)}}" }""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/probe/large") { Content = body };
        request.Headers.TransferEncodingChunked = !saysItsLength;

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_known_origin_may_call_and_see_our_headers()
    {
        await using var host = await PlatformHost.StartAsync(new() { ["Cors:Origins:0"] = App });
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("Origin", App);

        using var response = await client.AskAsync("/api/v1/probe");

        Assert.Equal(App, response.Header("Access-Control-Allow-Origin"));
        Assert.Equal(
            "Location,Retry-After,Preference-Applied,RateLimit,RateLimit-Policy,X-Trace-Id,Content-Language",
            response.Header("Access-Control-Expose-Headers"));
        Assert.Empty(response.Header("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_preflight_needs_no_token_and_holds_for_ten_minutes()
    {
        await using var host = await PlatformHost.StartAsync(new() { ["Cors:Origins:0"] = App });

        using var response = await PreflightAsync(host, App);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("600", response.Header("Access-Control-Max-Age"));
        Assert.Equal("Authorization,Content-Type,Idempotency-Key,Prefer,Accept-Language,Last-Event-ID", response.Header("Access-Control-Allow-Headers"));
        Assert.Contains("DELETE", response.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://app.example.evil.example")]
    [InlineData("https://sub.app.example")]
    [InlineData("http://app.example")]
    [InlineData("https://app.example:8443")]
    [InlineData("null")]
    public async Task An_unknown_origin_gets_no_leave(string origin)
    {
        await using var host = await PlatformHost.StartAsync(new() { ["Cors:Origins:0"] = App });

        using var response = await PreflightAsync(host, origin);

        Assert.Empty(response.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Forwarded_addresses_are_believed_from_known_networks_only()
    {
        await using var trusting = await KestrelHost.StartAsync(new() { ["Proxy:KnownNetworks:0"] = "127.0.0.0/8" }, ShowAddress);
        await using var wary = await KestrelHost.StartAsync(new() { ["Proxy:KnownNetworks:0"] = "10.0.0.0/8" }, ShowAddress);
        await using var unset = await KestrelHost.StartAsync([], ShowAddress);

        Assert.Equal("203.0.113.9 https bff.example.test", await SeenAsync(trusting));
        Assert.Equal("127.0.0.1 http 127.0.0.1", await SeenAsync(wary));
        Assert.Equal("127.0.0.1 http 127.0.0.1", await SeenAsync(unset));
    }

    [Theory]
    [InlineData("203.0.113.9, 10.0.0.5", "203.0.113.9")]
    [InlineData("198.51.100.66, 203.0.113.9, 10.0.0.5", "203.0.113.9")]
    [InlineData("203.0.113.9, 10.0.0.5, 10.0.0.6", "203.0.113.9")]
    [InlineData("203.0.113.9, 192.0.2.1", "192.0.2.1")]
    public async Task Hops_are_followed_back_to_the_first_that_is_not_known(string hops, string address)
    {
        await using var host = await KestrelHost.StartAsync(new() { ["Proxy:KnownNetworks:0"] = "127.0.0.0/8", ["Proxy:KnownNetworks:1"] = "10.0.0.0/8" }, ShowAddress);

        var seen = await SeenAsync(host, hops);

        Assert.StartsWith($"{address} ", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.0/8", HttpStatusCode.OK)]
    [InlineData("10.0.0.0/8", HttpStatusCode.TooManyRequests)]
    public async Task Addresses_behind_a_known_proxy_are_limited_one_by_one(string network, HttpStatusCode second)
    {
        await using var host = await KestrelHost.StartAsync(
            new() { ["Proxy:KnownNetworks:0"] = network, ["RateLimits:PerAddressPerMinute"] = "1" }, ShowAddress);

        await SeenAsync(host, "203.0.113.1");
        using var other = host.Anonymous();
        other.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.2");
        using var answer = await other.GetAsync("/address", TestContext.Current.CancellationToken);

        Assert.Equal(second, answer.StatusCode);
    }

    private static void ShowAddress(IEndpointRouteBuilder routes) =>
        routes.MapGet("/address", (HttpContext context) => $"{context.Connection.RemoteIpAddress?.MapToIPv4()} {context.Request.Scheme} {context.Request.Host.Host}").AllowAnonymous();

    private static async Task<string> SeenAsync(KestrelHost host, string hops = "203.0.113.9")
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", hops);
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "bff.example.test");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        return await client.GetStringAsync("/address", TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-HTTP-Method")]
    [InlineData("X-Method-Override")]
    public async Task A_method_is_what_the_first_line_says(string header)
    {
        await using var host = await PlatformHost.StartAsync();
        var alice = host.As("alice");
        alice.DefaultRequestHeaders.Add(header, "DELETE");

        using var response = await alice.AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("bff.example", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    public async Task Names_that_are_not_ours_can_be_refused(string name, HttpStatusCode status)
    {
        await using var host = await KestrelHost.StartAsync(new() { ["AllowedHosts"] = "bff.example" });
        using var client = host.As("alice");
        client.DefaultRequestHeaders.Host = name;

        using var response = await client.AskAsync("/api/v1/probe");

        Assert.Equal(status, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> PreflightAsync(PlatformHost host, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/probe");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "DELETE");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,prefer");
        return await host.Anonymous().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
