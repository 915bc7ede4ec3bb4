using System.Net;
using Flinks.Bff.Platform.Errors;

namespace Flinks.Bff.Tests.Platform.Errors;

public sealed class ProblemTests
{
    private const string Connection = "0197f2f0-0000-7000-8000-000000000001";
    private const string Retrieval = "0197f2f0-0000-7000-8000-000000000002";

    public static TheoryData<string> Codes => [.. ProblemTable.All.Select(kind => kind.Code)];

    [Fact]
    public void Every_code_stands_in_the_table()
    {
        var codes = typeof(ProblemCodes).GetFields().Select(field => (string?)field.GetValue(null)).Order();

        Assert.Equal(codes, ProblemTable.All.Select(kind => kind.Code).Order());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_words_in_both_languages(string code)
    {
        Assert.NotEqual(ProblemTexts.Of(code, Language.English), ProblemTexts.Of(code, Language.French));
    }

    [Fact]
    public async Task Every_member_is_always_there()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("alice").AskAsync($"/api/v1/probe/refusal/upstream_busy?connection={Connection}&retrieval={Retrieval}");

        var problem = await response.ReadObjectAsync();
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            ["type", "title", "status", "detail", "code", "flinksCode", "userMessage", "connectionId", "retrievalId", "nextAction", "traceId"],
            problem.Select(member => member.Key));
        Assert.Equal("/problems/upstream_busy", (string?)problem["type"]);
        Assert.Equal("CARD_IN_USE", (string?)problem["flinksCode"]);
        Assert.Equal("30", response.Header("Retry-After"));
        Assert.Equal(response.Header("X-Trace-Id"), (string?)problem["traceId"]);
    }

    [Theory]
    [InlineData("validation_failed", 400, "none", null, null)]
    [InlineData("reconnect_required", 409, "connect", "POST", "/api/v1/connect-sessions")]
    [InlineData("bank_action_required", 409, "visitBank", null, null)]
    [InlineData("not_waiting", 409, "poll", "GET", $"/api/v1/retrievals/{Retrieval}")]
    [InlineData("superseded", 410, "retrieve", "POST", $"/api/v1/connections/{Connection}/retrievals")]
    [InlineData("upstream_rejected_us", 503, "contactSupport", null, null)]
    [InlineData("institution_unavailable", 503, "wait", null, null)]
    public async Task The_code_says_what_comes_next(string code, int status, string type, string? method, string? url)
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("alice").AskAsync($"/api/v1/probe/refusal/{code}?connection={Connection}&retrieval={Retrieval}");

        var next = (await response.ReadObjectAsync())["nextAction"];
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal((type, method, url), ((string?)next?["type"], (string?)next?["method"], (string?)next?["url"]));
    }

    [Fact]
    public async Task Shown_as_an_ending_a_wait_becomes_a_new_retrieval_after_the_wait()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("alice").AskAsync($"/api/v1/probe/refusal/upstream_unavailable?connection={Connection}&status=409");

        var next = (await response.ReadObjectAsync())["nextAction"];
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(("retrieve", 15), ((string?)next?["type"], (int?)next?["retryAfterSeconds"]));
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("fr-CA,fr;q=0.9,en;q=0.8", "fr")]
    [InlineData("de, fr;q=0.5, en;q=0.7", "en")]
    [InlineData("de", "en")]
    [InlineData(";;;", "en")]
    public async Task People_are_told_in_their_language(string? accepted, string language)
    {
        await using var host = await PlatformHost.StartAsync();
        var client = host.As("alice");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);

        using var response = await client.AskAsync("/api/v1/probe/refusal/not_found");

        Assert.Equal(language, response.Header("Content-Language"));
        Assert.Equal(
            ProblemTexts.Of("not_found", language == "fr" ? Language.French : Language.English).UserMessage,
            (string?)(await response.ReadObjectAsync())["userMessage"]);
    }

    [Fact]
    public async Task A_fault_is_a_problem_that_tells_nothing()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("alice").AskAsync("/api/v1/probe/fault");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("internal_error", await response.ReadCodeAsync());
        Assert.DoesNotContain("foresaw", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.NotEmpty(response.Header("X-Trace-Id"));
    }

    [Theory]
    [InlineData("away")]
    [InlineData("cutoff")]
    public async Task A_database_that_cannot_be_reached_is_no_fault_but_worth_another_try(string probe)
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("alice").AskAsync($"/api/v1/probe/{probe}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("upstream_unavailable", await response.ReadCodeAsync());
        Assert.Equal("15", response.Header("Retry-After"));
    }

    [Fact]
    public async Task A_wrong_method_is_a_problem()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.As("alice").DeleteAsync("/api/v1/probe", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("method_not_allowed", await response.ReadCodeAsync());
    }

    [Theory]
    [InlineData("en", "upstream_busy", "The login is in use")]
    [InlineData("fr", "upstream_busy", "L&#39;acc&#232;s est en cours d&#39;utilisation")]
    public async Task Every_type_leads_to_a_page_that_anybody_may_read(string language, string code, string title)
    {
        await using var host = await PlatformHost.StartAsync();
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("Accept-Language", language);

        using var response = await client.AskAsync($"/problems/{code}");

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(title, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_code_has_no_page()
    {
        await using var host = await PlatformHost.StartAsync();

        using var response = await host.Anonymous().AskAsync("/problems/no_such_code");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
