using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Flinks.Bff.Tests.Platform.Http;

public sealed class RateLimitTests
{
    [Fact]
    public async Task A_user_is_told_what_is_left_and_stopped_when_it_is_used_up()
    {
        await using var host = await StartAsync();
        var alice = host.As("alice");
        using var first = await alice.AskAsync("/api/v1/probe");
        using var second = await alice.AskAsync("/api/v1/probe");

        host.Clock.Advance(TimeSpan.FromSeconds(20));
        using var third = await alice.AskAsync("/api/v1/probe");

        Assert.Equal("\"user\";q=2;w=60", first.Header("RateLimit-Policy"));
        Assert.Equal("\"user\";r=1;t=60", first.Header("RateLimit"));
        Assert.Equal("\"user\";r=0;t=60", second.Header("RateLimit"));
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal("rate_limited", await third.ReadCodeAsync());
        Assert.Equal("40", third.Header("Retry-After"));
        Assert.Equal("\"user\";r=0;t=40", third.Header("RateLimit"));
    }

    [Fact]
    public async Task The_next_minute_is_a_new_one()
    {
        await using var host = await StartAsync();
        var alice = host.As("alice");
        using var first = await alice.AskAsync("/api/v1/probe");
        using var second = await alice.AskAsync("/api/v1/probe");

        host.Clock.Advance(TimeSpan.FromSeconds(60));
        using var third = await alice.AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task One_user_does_not_use_up_anothers_calls()
    {
        await using var host = await StartAsync();
        using var first = await host.As("alice").AskAsync("/api/v1/probe");
        using var second = await host.As("alice").AskAsync("/api/v1/probe");

        using var third = await host.As("bob").AskAsync("/api/v1/probe");

        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task Open_routes_are_counted_by_address()
    {
        await using var host = await StartAsync();
        using var first = await host.Anonymous().PostAsync("/api/v1/probe/open", null, TestContext.Current.CancellationToken);

        using var second = await host.As("alice").PostAsync("/api/v1/probe/open", null, TestContext.Current.CancellationToken);

        Assert.Equal("\"address\";q=1;w=60", first.Header("RateLimit-Policy"));
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public async Task Tokens_that_are_refused_are_counted_by_address_and_stop_nobody_else()
    {
        await using var host = await StartAsync();
        using var first = await host.With("forged").AskAsync("/api/v1/probe");
        for (var refused = 1; refused < 10; refused++)
        {
            using var another = await host.With("forged").AskAsync("/api/v1/probe");

            Assert.Equal(HttpStatusCode.Unauthorized, another.StatusCode);
        }

        using var last = await host.With("forged").AskAsync("/api/v1/probe");

        using var stranger = await host.Anonymous().AskAsync("/api/v1/probe");
        using var open = await host.Anonymous().PostAsync("/api/v1/probe/open", null, TestContext.Current.CancellationToken);
        using var alice = await host.As("alice").AskAsync("/api/v1/probe");

        Assert.Equal((HttpStatusCode.Unauthorized, "\"address\";q=10;w=60"), (first.StatusCode, first.Header("RateLimit-Policy")));
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (last.StatusCode, last.Header("Retry-After")));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Equal(HttpStatusCode.OK, alice.StatusCode);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", HttpStatusCode.TooManyRequests)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", HttpStatusCode.OK)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", HttpStatusCode.TooManyRequests)]
    [InlineData("192.0.2.1", "192.0.2.2", HttpStatusCode.OK)]
    public async Task A_customer_of_a_network_is_one_address(string one, string other, HttpStatusCode second)
    {
        await using var host = await KestrelHost.StartAsync(new() { ["Proxy:KnownNetworks:0"] = "127.0.0.0/8", ["RateLimits:PerAddressPerMinute"] = "1" });

        using var first = await FromAsync(host, one);
        using var answer = await FromAsync(host, other);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(second, answer.StatusCode);
    }

    [Theory]
    [InlineData("/webhooks/flinks")]
    [InlineData("/health/live")]
    public async Task Webhooks_and_health_are_never_counted(string path)
    {
        await using var host = await StartAsync(routes => routes.MapGet("/webhooks/flinks", () => "stored").AllowAnonymous());
        using var first = await host.Anonymous().AskAsync(path);

        using var second = await host.Anonymous().AskAsync(path);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Empty(second.Header("RateLimit"));
    }

    private static async Task<HttpResponseMessage> FromAsync(KestrelHost host, string address)
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return await client.PostAsync("/api/v1/probe/open", null, TestContext.Current.CancellationToken);
    }

    private static Task<PlatformHost> StartAsync(Action<IEndpointRouteBuilder>? routes = null) => PlatformHost.StartAsync(
        new() { ["RateLimits:PerUserPerMinute"] = "2", ["RateLimits:PerAddressPerMinute"] = "1" }, routes: routes);
}
