using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.OpenApi;

/// <summary>Who gets in, over every operation of the document: a new one is covered by being there.</summary>
public sealed partial class AccessTests
{
    /// <summary>What the contract lets anybody call (contract 1).</summary>
    private static readonly string[] Anonymous =
    [
        "GET /api/v1/connect-callback", "GET /api/v1/oauth/callback", "POST /api/v1/resume-urls/verify", "POST /webhooks/flinks",
        "GET /health/live", "GET /health/ready",
    ];

    /// <summary>Pages for everybody that the document leaves out.</summary>
    private static readonly string[] Pages = ["/health/live", "/health/ready", "/launch", "/launch/{name}", "/problems/{code}"];

    /// <summary>Members of a path that name something which is nobody's.</summary>
    private static readonly string[] Public = [];

    [Fact]
    public async Task Without_a_token_every_operation_is_401_but_those_the_contract_opens()
    {
        await using var bff = await BffHost.StartAsync();
        var operations = await Operation.ReadAllAsync(bff);

        Assert.NotEmpty(operations);
        foreach (var operation in operations.Where(operation => !Anonymous.Contains(operation.Name)))
        {
            foreach (var token in new[] { null, "", "nonsense", "e30.e30.e30" })
            {
                var answer = await bff.AsNobody(token).SendAsync(operation.Method, operation.Anywhere(), BodyOf(operation));

                Assert.True(operation.NeedsToken, $"{operation.Name} does not say that it needs a token.");
                Assert.True(answer.Status == 401, $"{operation.Name} answered {answer.Status} to nobody.");
                ExpectedProblem.Of("unauthenticated").Meets(answer);
                Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_the_contract_opens_asks_for_no_token()
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in (await Operation.ReadAllAsync(bff)).Where(operation => Anonymous.Contains(operation.Name)))
        {
            var answer = await bff.AsNobody().SendAsync(operation.Method, operation.Anywhere(), BodyOf(operation));

            Assert.False(operation.NeedsToken, $"{operation.Name} says that it needs a token.");
            Assert.NotEqual(401, operation.Name == "POST /webhooks/flinks" ? 404 : answer.Status);
        }
    }

    [Fact]
    public async Task What_is_somebody_elses_answers_as_what_does_not_exist()
    {
        await using var bff = await BffHost.StartAsync();
        var alices = await OwnAsync(bff);
        var covered = 0;
        foreach (var operation in (await Operation.ReadAllAsync(bff)).Where(operation => operation.PathMembers.Any(alices.ContainsKey)))
        {
            foreach (var others in Pick(operation, alices))
            {
                var foreign = await bff.As("mallory").SendAsync(operation.Method, operation.At(member => others.GetValueOrDefault(member, $"{Guid.NewGuid()}")), BodyOf(operation));
                var unknown = await bff.As("mallory").SendAsync(operation.Method, operation.Anywhere(), BodyOf(operation));

                Assert.True(foreign.Status == 404, $"{operation.Name} answered {foreign.Status} to somebody else: {foreign.Text}");
                Assert.Equal(Without(unknown, "traceId"), Without(foreign, "traceId"));
                Assert.Equal(HeadersOf(unknown), HeadersOf(foreign));
                ExpectedProblem.Of("not_found").Meets(foreign);
                covered++;
            }
        }

        Assert.True(covered >= 10, $"Only {covered} cases were covered.");
        Assert.Equal(200, (await bff.As("alice").GetAsync($"/api/v1/connections/{alices["connectionId"][0]}")).Status);
    }

    [Theory]
    [InlineData("connectSessionId", "/api/v1/connections")]
    [InlineData("connectionId", "/api/v1/connect-sessions")]
    public async Task An_id_in_a_body_that_is_somebody_elses_is_as_wrong_as_an_unknown_one(string member, string address)
    {
        await using var bff = await BffHost.StartAsync();
        var alices = await OwnAsync(bff);

        var foreign = await bff.As("mallory").PostAsync(address, BodyWith(member, alices[member][0]));
        var unknown = await bff.As("mallory").PostAsync(address, BodyWith(member, $"{Guid.NewGuid()}"));

        Assert.Equal(400, foreign.Status);
        Assert.Contains(member, foreign.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal(Without(unknown, "traceId"), Without(foreign, "traceId"));
    }

    [Fact]
    public async Task Every_id_in_a_path_has_an_owner_that_these_tests_know()
    {
        await using var bff = await BffHost.StartAsync();
        var alices = await OwnAsync(bff);

        var unknown = from operation in await Operation.ReadAllAsync(bff)
                      where !IsOperators(operation.Path)
                      from member in operation.PathMembers
                      where !alices.ContainsKey(member) && !Public.Contains(member)
                      select $"{operation.Name}: say in {nameof(OwnAsync)} what of this kind alice owns.";

        Assert.Empty(unknown);
    }

    [Fact]
    public async Task Operators_routes_are_for_operators_whatever_their_method()
    {
        await using var bff = await BffHost.StartAsync();
        var operations = (await Operation.ReadAllAsync(bff)).Where(operation => IsOperators(operation.Path)).ToList();

        Assert.Contains(operations, operation => operation.Method == HttpMethod.Get);
        Assert.Contains(operations, operation => operation.Method != HttpMethod.Get);
        foreach (var operation in operations)
        {
            ExpectedProblem.Of("unauthenticated").Meets(await CallAsync(bff.AsNobody(), operation));
            ExpectedProblem.Of("forbidden").Meets(await CallAsync(bff.As("alice"), operation));
            foreach (var role in new[] { "user", "Admin", "admin ", "administrator", "" })
            {
                ExpectedProblem.Of("forbidden").Meets(await CallAsync(bff.As("alice", role), operation));
            }

            Assert.DoesNotContain((await CallAsync(bff.As("olga", role: "admin"), operation)).Status, new[] { 401, 403, 405, 500, 503 });
        }
    }

    [Fact]
    public async Task A_role_gives_an_operator_nothing_of_a_user()
    {
        await using var bff = await BffHost.StartAsync();
        var alices = await OwnAsync(bff);

        foreach (var operation in (await Operation.ReadAllAsync(bff)).Where(operation => !IsOperators(operation.Path) && operation.PathMembers.Any(alices.ContainsKey)))
        {
            var answer = await bff.As("olga", role: "admin").SendAsync(operation.Method, operation.At(member => alices[member][0]), BodyOf(operation));

            Assert.True(answer.Status == 404, $"{operation.Name} answered {answer.Status} to an operator.");
        }
    }

    /// <summary>What no document describes is a page that everybody may see, named here, or needs a token.</summary>
    [Fact]
    public async Task Every_route_that_is_not_in_the_document_is_a_known_page_or_needs_a_token()
    {
        await using var bff = await BffHost.StartAsync();
        var described = (await Operation.ReadAllAsync(bff)).Select(operation => operation.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var routes = bff.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var hidden = routes.Where(route => !described.Contains(PathOf(route))).ToList();

        Assert.Contains(routes, route => described.Contains(PathOf(route)));
        foreach (var route in hidden.Where(route => !Pages.Contains(PathOf(route))))
        {
            var answer = await bff.AsNobody().GetAsync(InBraces().Replace(PathOf(route), $"{Guid.NewGuid()}"));

            Assert.True(answer.Status == 401, $"{PathOf(route)} is in no document and answered {answer.Status} to nobody: name it among the pages, or let it need a token.");
        }
    }

    [Theory]
    [InlineData("/api/v1/no-such-thing")]
    [InlineData("/api/v2/connections")]
    [InlineData("/no/such/page")]
    public async Task An_unknown_route_is_401_without_a_token_and_404_with_one(string address)
    {
        await using var bff = await BffHost.StartAsync();

        ExpectedProblem.Of("unauthenticated").Meets(await bff.AsNobody().GetAsync(address));
        Assert.Equal((404, "not_found"), (await bff.As("alice").GetAsync(address) is var found ? (found.Status, found.Code) : default));
    }

    /// <summary>Something of each kind that alice owns, by the name of its id in a path.</summary>
    private static async Task<Dictionary<string, string[]>> OwnAsync(BffHost bff)
    {
        var alice = bff.As("alice");
        var ready = await alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var pending = await alice.ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        var asked = await alice.ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
        var session = await alice.PostAsync("/api/v1/connect-sessions", new { });
        bff.Flinks.Options.PollsBeforeReady = 0;
        var statements = await alice.GetAsync($"/api/v1/connections/{ready.ConnectionId}/statements");
        var leaving = await alice.ConnectAsync(SimulatedLogins.NoTransactions.LoginId);
        bff.Flinks.Faults.Always(Simulator.Calls.FlinksEndpoint.DeleteCard, Simulator.Faults.Fault.Code(400, "CARD_IN_USE"));
        var deletion = await alice.DeleteAsync($"/api/v1/connections/{leaving.ConnectionId}");
        return new Dictionary<string, string[]>
        {
            ["connectionId"] = [$"{ready.ConnectionId}", $"{asked.ConnectionId}"],
            ["retrievalId"] = [$"{ready.RetrievalId}", $"{pending.RetrievalId}", $"{asked.RetrievalId}"],
            ["connectSessionId"] = [session.Json.GetProperty("connectSessionId").GetString()!],
            ["statementId"] = [statements.Json.GetProperty("statements")[0].GetProperty("statementId").GetString()!],
            ["deletionId"] = [deletion.Json.GetProperty("deletionId").GetString()!],
        };
    }

    private static IEnumerable<Dictionary<string, string>> Pick(Operation operation, Dictionary<string, string[]> owned)
    {
        var known = operation.PathMembers.Where(owned.ContainsKey).ToList();
        return Enumerable.Range(0, known.Max(member => owned[member].Length))
            .Select(turn => known.ToDictionary(member => member, member => owned[member][turn % owned[member].Length]));
    }

    private static bool IsOperators(string path) => path.StartsWith("/api/v1/admin", StringComparison.Ordinal);

    private static Task<BffAnswer> CallAsync(BffClient caller, Operation operation) => caller.SendAsync(operation.Method, operation.Anywhere(), BodyOf(operation));

    /// <summary>As the document writes it: without what a member has to look like.</summary>
    private static string PathOf(RouteEndpoint route) => Constraint().Replace($"/{route.RoutePattern.RawText?.TrimStart('/')}", "");

    [GeneratedRegex(@"(:[^{}]+)+(?=\})")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex InBraces();

    private static StringContent? BodyOf(Operation operation) =>
        operation.Body is { } schema ? new StringContent($"{operation.Schemas.Sample(schema)}", System.Text.Encoding.UTF8, "application/json") : null;

    private static JsonObject BodyWith(string member, string value) => member == "connectSessionId"
        ? new JsonObject { ["loginId"] = $"{SimulatedLogins.Big.LoginId}", [member] = value }
        : new JsonObject { [member] = value };

    private static string Without(BffAnswer answer, string member)
    {
        var problem = JsonNode.Parse(answer.Text)!.AsObject();
        problem.Remove(member);
        return problem.ToJsonString(JsonSerializerOptions.Default);
    }

    private static IEnumerable<string> HeadersOf(BffAnswer answer) =>
        answer.Headers.Where(header => header.Key is not ("X-Trace-Id" or "RateLimit")).Select(header => $"{header.Key}: {header.Value}").Order();
}
