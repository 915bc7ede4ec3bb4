using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Flinks.Bff.Tests.Platform.OpenApi;

public sealed class ApiDescriptionTests
{
    private const string Document = "/swagger/v1/swagger.json";

    [Theory]
    [InlineData("Development", null, HttpStatusCode.OK)]
    [InlineData("Production", null, HttpStatusCode.Unauthorized)]
    [InlineData("Development", "false", HttpStatusCode.Unauthorized)]
    [InlineData("Production", "true", HttpStatusCode.OK)]
    public async Task It_is_there_in_development_or_when_asked_for(string environment, string? setting, HttpStatusCode status)
    {
        await using var host = await PlatformHost.StartAsync(new() { ["Swagger:Enabled"] = setting }, environment: environment);

        using var document = await host.Anonymous().AskAsync(Document);
        using var page = await host.Anonymous().AskAsync("/swagger/index.html");

        Assert.Equal((status, status), (document.StatusCode, page.StatusCode));
    }

    [Fact]
    public async Task Ids_are_uuids_and_enums_are_words()
    {
        var document = await ReadAsync();

        var problem = document["components"]?["schemas"]?["Problem"]?["properties"];
        var words = document["components"]?["schemas"]?["NextActionType"]?["enum"]?.AsArray().Select(word => (string?)word);
        Assert.Equal("uuid", (string?)problem?["connectionId"]?["format"]);
        Assert.Equal(["none", "poll", "resume", "connect", "retrieve", "wait", "visitBank", "contactSupport"], words);
    }

    [Fact]
    public async Task A_problem_is_described_with_all_its_members()
    {
        var document = await ReadAsync();

        var problem = document["components"]?["schemas"]?["Problem"];
        Assert.Equal(
            ["code", "connectionId", "detail", "flinksCode", "nextAction", "retrievalId", "status", "title", "traceId", "type", "userMessage"],
            problem?["required"]?.AsArray().Select(member => (string?)member).Order());
    }

    [Fact]
    public async Task Answers_have_all_their_members_and_requests_what_they_must()
    {
        var schemas = (await ReadAsync())["components"]?["schemas"];

        Assert.Equal(["expiresAt", "reason", "valid"], schemas?["VerifiedResumeUrl"]?["required"]?.AsArray().Select(member => (string?)member).Order());
        Assert.Equal(["loginId"], schemas?["Probe"]?["required"]?.AsArray().Select(member => (string?)member));
        Assert.Null(schemas?["ProbeOptions"]?["required"]);
        Assert.Null(schemas?["VerifiedResumeUrl"]?["additionalProperties"]);
    }

    [Fact]
    public async Task Refusals_are_problems()
    {
        var document = await ReadAsync();

        var responses = document["paths"]?["/api/v1/resume-urls/verify"]?["post"]?["responses"];
        Assert.Equal("#/components/schemas/Problem", (string?)responses?["400"]?["content"]?["application/problem+json"]?["schema"]?["$ref"]);
        Assert.Equal("#/components/responses/RateLimited", (string?)responses?["429"]?["$ref"]);
    }

    [Fact]
    public async Task Only_protected_operations_need_a_token()
    {
        var document = await ReadAsync();

        Assert.NotNull(document["paths"]?["/api/v1/probe"]?["get"]?["security"]?[0]?["Bearer"]);
        Assert.Empty(document["paths"]?["/api/v1/resume-urls/verify"]?["post"]?["security"]?.AsArray() ?? [null]);
    }

    [Fact]
    public async Task Operations_are_named_and_explained()
    {
        var document = await ReadAsync();

        var verify = document["paths"]?["/api/v1/resume-urls/verify"]?["post"];
        Assert.Equal("resumeUrls_verify", (string?)verify?["operationId"]);
        Assert.StartsWith("Check an address", (string?)verify?["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_operation_is_says_what_else_it_answers()
    {
        var paths = (await ReadAsync())["paths"];

        Assert.Equal(["200", "400", "401", "413", "415", "422", "429", "500", "503"], Statuses(paths?["/api/v1/probe"]?["post"]));
        Assert.Equal(["200", "401", "429", "500", "503"], Statuses(paths?["/api/v1/probe"]?["get"]));
        Assert.Equal(["200", "413", "429", "500"], Statuses(paths?["/api/v1/probe/open"]?["post"]));
    }

    [Fact]
    public async Task A_page_needs_nobody_else()
    {
        await using var host = await PlatformHost.StartAsync(new() { ["Swagger:Enabled"] = "true" });

        foreach (var file in new[] { "index.html", "index.js", "index.css", "swagger-ui.css" })
        {
            using var page = await host.Anonymous().AskAsync($"/swagger/{file}");

            var text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotMatch("(src|href|url\\()=?[\"']?https?://", text);
        }
    }

    [Fact]
    public async Task A_host_around_us_can_add_to_the_page()
    {
        await using var host = await PlatformHost.StartAsync(
            new() { ["Swagger:Enabled"] = "true" }, services => services.Configure<SwaggerUIOptions>(page => page.InjectJavascript("/dev/sign-in.js")));

        using var page = await host.Anonymous().AskAsync("/swagger/index.html");

        Assert.Contains("/dev/sign-in.js", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Statuses(JsonNode? operation) => (operation?["responses"]?.AsObject() ?? []).Select(answer => answer.Key);

    private static async Task<JsonObject> ReadAsync()
    {
        await using var host = await PlatformHost.StartAsync(new() { ["Swagger:Enabled"] = "true" });
        using var response = await host.Anonymous().AskAsync(Document);
        return await response.ReadObjectAsync();
    }
}
