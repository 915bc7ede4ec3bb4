using System.Net;
using System.Text.Json;
using Flinks.Bff.Resume;
using Flinks.Bff.Tests.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Resume;

public sealed class VerifyResumeUrlTests
{
    private const string Path = "/api/v1/resume-urls/verify";

    [Fact]
    public async Task Anybody_may_ask_whether_an_address_is_ours()
    {
        await using var host = await PlatformHost.StartAsync();
        var url = host.Services.GetRequiredService<ResumeUrlSigner>().Sign("http://127.0.0.1:5081/v2/?requestId=1", host.Clock.GetUtcNow().AddMinutes(8));

        using var response = await host.Anonymous().PostJsonAsync(Path, JsonSerializer.Serialize(new { url }));

        Assert.Equal(
            """{"valid":true,"reason":"ok","expiresAt":"2026-11-02T15:08:00Z"}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_not_ours_says_why()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.Anonymous().PostJsonAsync(Path, """{ "url": "https://evil.example/" }""");

        Assert.Equal(
            """{"valid":false,"reason":"malformed","expiresAt":null}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "url": null }""")]
    public async Task Without_an_address_there_is_nothing_to_verify(string body)
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.Anonymous().PostJsonAsync(Path, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["url"], await response.ReadInvalidMembersAsync());
    }
}
