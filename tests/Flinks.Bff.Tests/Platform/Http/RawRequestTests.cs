using System.Text.RegularExpressions;
using Flinks.Bff.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Tests.Platform.Http;

/// <summary>What Kestrel makes of bytes that no client of good manners sends.</summary>
public sealed partial class RawRequestTests
{
    private const string End = "Host: bff.example\r\nConnection: close\r\n\r\n";

    /// <summary>Answered before there is a request that we could describe: a bare status, and the connection is closed.</summary>
    public static TheoryData<string, string, int> Bare => new()
    {
        { "a zero in the path", $"GET /%00 HTTP/1.1\r\n{End}", 400 },
        { "no request at all", "hunter2\r\n\r\n", 400 },
        { "no host", "GET / HTTP/1.1\r\n\r\n", 400 },
        { "two hosts", $"GET / HTTP/1.1\r\nHost: a\r\n{End}", 400 },
        { "a header without a name", $"GET / HTTP/1.1\r\n: a\r\n{End}", 400 },
        { "a header with a zero", $"GET / HTTP/1.1\r\nX: a\0b\r\n{End}", 400 },
        { "a folded header", $"GET / HTTP/1.1\r\nX: a\r\n b\r\n{End}", 400 },
        { "an unknown version", $"GET / HTTP/9.9\r\n{End}", 505 },
        { "a first line too long", $"GET /{new string('a', 9_000)} HTTP/1.1\r\n{End}", 414 },
        { "too many headers", $"GET / HTTP/1.1\r\n{string.Concat(Enumerable.Repeat("X: a\r\n", 101))}{End}", 431 },
        { "headers too long", $"GET / HTTP/1.1\r\nX: {new string('a', 33_000)}\r\n{End}", 431 },
        { "a length that is none", $"POST / HTTP/1.1\r\nContent-Length: -1\r\n{End}", 400 },
        { "two lengths", $"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n{End}", 400 },
        { "an unknown encoding", $"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n{End}", 400 },
    };

    /// <summary>Requests like any other, if strange ones.</summary>
    public static TheoryData<string, string> Described => new()
    {
        { "a path that is no text", $"GET /%ff%fe HTTP/1.1\r\n{End}" },
        { "TRACE", $"TRACE /api/v1/probe HTTP/1.1\r\nX-Secret: hunter2\r\n{End}" },
        { "CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\nConnection: close\r\n\r\n" },
        { "an absolute address", $"GET http://evil.example/api/v1/probe HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n" },
        { "a method of one's own", $"HUNTER /api/v1/probe HTTP/1.1\r\n{End}" },
        { "a method in small letters", $"get /api/v1/probe HTTP/1.1\r\n{End}" },
        { "a token in the address", $"GET /api/v1/probe?access_token={TestTokens.For("alice", TimeProvider.System.GetUtcNow())} HTTP/1.1\r\n{End}" },
    };

    [Theory]
    [MemberData(nameof(Bare))]
    public async Task What_is_no_request_gets_a_bare_status_and_the_connection_is_closed(string what, string request, int status)
    {
        await using var host = await KestrelHost.StartAsync();

        var answer = await AskAsync(host, request);

        Assert.True(answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{what}: {answer}");
        Assert.Contains("Content-Length: 0", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Described))]
    public async Task What_is_strange_is_a_problem_and_never_repeated(string what, string request)
    {
        await using var host = await KestrelHost.StartAsync();

        var answer = await AskAsync(host, request);

        Assert.True(answer.StartsWith("HTTP/1.1 401 ", StringComparison.Ordinal), $"{what}: {answer}");
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_broken_pieces_is_a_problem()
    {
        await using var host = await KestrelHost.StartAsync();

        var answer = await AskAsync(host, $"{Posting()}Transfer-Encoding: chunked\r\n{End}zz\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("validation_failed", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_do_not_end_are_cut_off()
    {
        await using var host = await ImpatientAsync();

        var answer = await AskAsync(host, "GET / HTTP/1.1\r\nHost: bff.example\r\n");

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_a_problem_and_the_connection_is_closed()
    {
        await using var host = await ImpatientAsync();

        var answer = await AskAsync(host, $"{Posting()}Content-Length: 100\r\nHost: bff.example\r\n\r\n{{");

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Matches(SlowBody(), answer);
    }

    [Fact]
    public async Task Who_does_not_read_is_cut_off()
    {
        var cutOff = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await ImpatientAsync(routes => routes.MapGet("/endless", http => WriteUntilCutOffAsync(http, cutOff)).AllowAnonymous());
        using var connection = await RawConnection.OpenAsync(host);

        await connection.SendAsync($"GET /endless HTTP/1.1\r\n{End}");

        await cutOff.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_connection_too_many_is_closed_at_once()
    {
        await using var host = await KestrelHost.StartAsync(services: services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxConcurrentConnections = 1));
        using var first = await RawConnection.OpenAsync(host);
        // Answered, so it surely counts.
        await first.SendAsync("GET /health/live HTTP/1.1\r\nHost: bff.example\r\n\r\n");
        await first.ReadByteAsync();

        Assert.Empty(await AskAsync(host, $"GET /health/live HTTP/1.1\r\n{End}"));
    }

    [Fact]
    public async Task Connections_cost_no_more_than_this()
    {
        await using var host = await KestrelHost.StartAsync();

        var limits = host.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Equal(KestrelLimits.MostConnections, limits.MaxConcurrentConnections);
        Assert.Equal(KestrelLimits.HeadersWithin, limits.RequestHeadersTimeout);
        Assert.Equal(BodyLimit.Usual, limits.MaxRequestBodySize);
        Assert.Equal((8 * 1024, 100, 32 * 1024), (limits.MaxRequestLineSize, limits.MaxRequestHeaderCount, limits.MaxRequestHeadersTotalSize));
        Assert.Equal((240, 240), (limits.MinRequestBodyDataRate?.BytesPerSecond, limits.MinResponseDataRate?.BytesPerSecond));
        Assert.Equal(100, limits.Http2.MaxStreamsPerConnection);
        Assert.Equal(TimeSpan.FromSeconds(130), limits.KeepAliveTimeout);
    }

    private static string Posting() =>
        $"POST /api/v1/probe HTTP/1.1\r\nAuthorization: Bearer {TestTokens.For("alice", TimeProvider.System.GetUtcNow())}\r\nContent-Type: application/json\r\n";

    private static Task<KestrelHost> ImpatientAsync(Action<IEndpointRouteBuilder>? routes = null) => KestrelHost.StartAsync(
        routes: routes,
        services: services => services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1_000_000, gracePeriod: TimeSpan.FromSeconds(1.1));
            kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1_000_000_000, gracePeriod: TimeSpan.FromSeconds(1.1));
        }));

    private static async Task WriteUntilCutOffAsync(HttpContext http, TaskCompletionSource cutOff)
    {
        await using var told = http.RequestAborted.Register(cutOff.SetResult);
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.Body.WriteAsync(new byte[64 * 1024], CancellationToken.None);
        }
    }

    private static async Task<string> AskAsync(KestrelHost host, string request)
    {
        using var connection = await RawConnection.OpenAsync(host);
        await connection.SendAsync(request);
        return await connection.ReadToEndAsync();
    }

    [GeneratedRegex("\"errors\":\\{\"body\":\\[\"[^\"]*too slowly")]
    private static partial Regex SlowBody();
}
