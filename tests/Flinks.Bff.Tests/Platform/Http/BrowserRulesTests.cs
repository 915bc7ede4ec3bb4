using System.Net;

namespace Flinks.Bff.Tests.Platform.Http;

/// <summary>Whatever we answer, a browser is told what it may do with it.</summary>
public sealed class BrowserRulesTests
{
    private const string ForData = "default-src 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("/api/v1/probe", HttpStatusCode.Unauthorized, ForData)]
    [InlineData("/problems/rate_limited", HttpStatusCode.OK, ForData)]
    [InlineData("/health/live", HttpStatusCode.OK, ForData)]
    [InlineData("/launch/launch.js", HttpStatusCode.OK, ForData)]
    [InlineData("/swagger/v1/swagger.json", HttpStatusCode.OK, ForData)]
    [InlineData("/swagger/index.html", HttpStatusCode.OK, "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")]
    [InlineData("/api/v1/connect-callback", HttpStatusCode.BadRequest, "default-src 'none'; frame-ancestors *")]
    public async Task Every_answer_carries_them(string path, HttpStatusCode status, string policy)
    {
        await using var host = await PlatformHost.StartAsync(new() { ["Swagger:Enabled"] = "true" });

        using var answer = await host.Anonymous().AskAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(policy, answer.Header("Content-Security-Policy"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("DENY", answer.Header("X-Frame-Options"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
    }
}
