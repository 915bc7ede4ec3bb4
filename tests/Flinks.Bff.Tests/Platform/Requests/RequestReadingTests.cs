using System.Net;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Platform.Requests;

public sealed class RequestReadingTests
{
    private const string Login = "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d";

    [Theory]
    [InlineData("{", "body")]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{ "loginId": "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d" } x""", "body")]
    [InlineData("""{ "loginId": x }""", "body")]
    [InlineData("{}", "loginId")]
    [InlineData("""{ "LoginId": "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d" }""", "loginId")]
    [InlineData("""{ "loginId": 5 }""", "loginId")]
    [InlineData("""{ "loginId": null }""", "loginId")]
    [InlineData("""{ "loginId": "hunter2" }""", "loginId")]
    [InlineData("""{ "loginId": "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d", "freshness": 1 }""", "freshness")]
    [InlineData("""{ "loginId": "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d", "freshness": "hunter2" }""", "freshness")]
    [InlineData("""{ "loginId": "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d", "options": { "daysOfTransactions": "90" } }""", "options.daysOfTransactions")]
    [InlineData("""{ "loginId": "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d", "options": { "daysOfTransactions": 91 } }""", "options.daysOfTransactions")]
    [InlineData("""{ "loginId": "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d", "options": { "accountIds": [ "hunter2" ] } }""", "options.accountIds[0]")]
    [InlineData("""{ "loginId": "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d", "answers": { "hunter2": 5 } }""", "answers")]
    [InlineData("""{ "loginId": "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d", "answers": { "hunter2, or?": [ 5 ] } }""", "answers")]
    [InlineData("""{ "loginId": "0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d", "note": "Hunter2" }""", "note")]
    public async Task A_bad_body_is_refused_by_the_name_of_the_member_alone(string body, string member)
    {
        await using var host = await StartAsync();

        using var response = await host.As("alice").PostJsonAsync("/api/v1/probe", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([member], await response.ReadInvalidMembersAsync());
        Assert.DoesNotContain("hunter2", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    public static TheoryData<string, string, string> Strange => new()
    {
        { "objects too deep", $"{string.Concat(Enumerable.Repeat("{\"a\":", 65))}1{new string('}', 65)}", "body" },
        { "lists too deep", $"{{ \"loginId\": \"{Login}\", \"colour\": {new string('[', 64)}{new string(']', 64)} }}", "body" },
        { "far too deep", new string('[', 60_000), "body" },
        { "a member twice", $"{{ \"loginId\": \"{Login}\", \"note\": \"a\", \"note\": \"b\" }}", "note" },
        { "a number without end", $"{{ \"loginId\": \"{Login}\", \"options\": {{ \"daysOfTransactions\": {new string('9', 50_000)} }} }}", "options.daysOfTransactions" },
        { "a number beyond all", $"{{ \"loginId\": \"{Login}\", \"options\": {{ \"daysOfTransactions\": 1e999999999 }} }}", "options.daysOfTransactions" },
        { "not a number", $"{{ \"loginId\": \"{Login}\", \"options\": {{ \"daysOfTransactions\": NaN }} }}", "body" },
        { "half a surrogate pair", $"{{ \"loginId\": \"{Login}\", \"note\": \"\\ud800\" }}", "note" },
    };

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task A_strange_body_is_refused_by_name(string what, string body, string member)
    {
        await using var host = await StartAsync();

        using var response = await host.As("alice").PostJsonAsync("/api/v1/probe", body);

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, what);
        Assert.Equal([member], await response.ReadInvalidMembersAsync());
    }

    [Fact]
    public async Task Many_members_in_a_query_do_no_harm()
    {
        await using var host = await StartAsync();

        using var response = await host.As("alice").AskAsync($"/api/v1/probe/search?pageSize=5{string.Concat(Enumerable.Range(0, 2_000).Select(number => $"&{number}"))}");

        Assert.Equal("5", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Unknown_members_are_ignored()
    {
        await using var host = await StartAsync();

        using var response = await host.As("alice").PostJsonAsync("/api/v1/probe", $$"""{ "loginId": "{{Login}}", "colour": { "is": "blue" } }""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Nulls_are_written_and_enums_are_words()
    {
        await using var host = await StartAsync();

        using var response = await host.As("alice").PostJsonAsync("/api/v1/probe", $$"""{ "loginId": "{{Login}}", "freshness": "live", "options": null }""");

        Assert.Equal(
            $$"""{"loginId":"{{Login}}","freshness":"live","options":null,"answers":null,"note":null}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_body_is_fine_where_a_route_says_so()
    {
        await using var host = await StartAsync();

        using var response = await host.As("alice").PostAsync("/api/v1/probe/optional", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_an_id_is_not_found()
    {
        await using var host = await StartAsync();

        using var response = await host.As("alice").AskAsync("/api/v1/probe/not-a-guid");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not_found", await response.ReadCodeAsync());
    }

    [Fact]
    public async Task A_bad_query_value_is_named_and_not_repeated()
    {
        await using var host = await StartAsync();

        using var response = await host.As("alice").AskAsync("/api/v1/probe/search?pageSize=hunter2");

        Assert.Equal(["pageSize"], await response.ReadInvalidMembersAsync());
        Assert.DoesNotContain("hunter2", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_415()
    {
        await using var host = await StartAsync();

        using var response = await host.As("alice").PostAsync("/api/v1/probe", new StringContent("loginId=1"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("unsupported_media_type", await response.ReadCodeAsync());
    }

    private static Task<PlatformHost> StartAsync() =>
        PlatformHost.StartAsync(services: services => services.AddSingleton<IValidator<ProbeRequest>, ProbeRequestValidator>());
}
