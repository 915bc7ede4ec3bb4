using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.Statements;

/// <summary>Statements that cannot be had: whatever the reason, it is told with a next step.</summary>
public sealed class StatementRefusalTests
{
    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_Flinks_refuses_is_a_problem_with_a_next_step(int status, string? flinksCode, int answered, string code)
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Always(FlinksEndpoint.GetStatements, FlinksRefusal.Of(status, flinksCode, session: false));

        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);
        var document = await bff.As("alice").StatementAsync(connected.ConnectionId, $"{Guid.NewGuid()}");

        Assert.Equal((answered, connected.ConnectionId), (list.Status, list.ConnectionId));
        ExpectedProblem.Of(code).Meets(list, flinksCode);
        ExpectedProblem.Of(code).Meets(document, flinksCode);
    }

    public static TheoryData<int, string?, int, string> Refusals => new()
    {
        { 401, "UNAUTHORIZED", 503, "upstream_rejected_us" },
        { 500, "METHOD_NOT_AVAILABLE", 503, "upstream_misused" },
        { 500, "AGGREGATION_ERROR", 503, "upstream_failed" },
        { 400, "SESSION_EXPIRED", 503, "upstream_failed" },
        { 400, "RETRY_LATER", 503, "institution_unavailable" },
        { 429, "TOO_MANY_REQUESTS", 503, "upstream_busy" },
        { 504, null, 503, "upstream_unavailable" },
        { 200, "OK", 503, "upstream_failed" },
    };

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task A_login_that_no_longer_works_says_so(LoginScenario login, int status, string code, string next)
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(login.LoginId);

        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);

        Assert.Equal((status, code, next), (list.Status, list.Code, list.NextAction));
    }

    public static TheoryData<LoginScenario, int, string, string> Logins => new()
    {
        { SimulatedLogins.WrongPassword, 409, "reconnect_required", "connect" },
        { SimulatedLogins.DisabledLogin, 409, "bank_action_required", "visitBank" },
        { SimulatedLogins.BankDown, 503, "institution_unavailable", "wait" },
    };
}
