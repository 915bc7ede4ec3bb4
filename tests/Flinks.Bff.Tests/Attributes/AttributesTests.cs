using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Attributes;

/// <summary>What Flinks computes of stored transactions, on one RequestId.</summary>
public sealed class AttributesTests
{
    private static readonly object Wanted = new { attributes = new[] { "balance_min", "some_flag_text" } };

    [Fact]
    public async Task Attributes_come_of_one_session_and_the_bank_is_not_asked()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Calls.Clear();

        var computed = await bff.As("alice").ComputeAsync(connected.ConnectionId, Wanted);

        Assert.Equal((200, "none"), (computed.Status, computed.NextAction));
        Assert.Equal(["connectionId", "card", "nextAction"], computed.Json.Members());
        var card = computed.Json.GetProperty("card");
        Assert.Equal(["balance_min", "some_flag_text"], card.Members());
        Assert.Equal((JsonValueKind.Number, JsonValueKind.Null), (card.GetProperty("balance_min").ValueKind, card.GetProperty("some_flag_text").ValueKind));
        Assert.True(Assert.Single(bff.Authorizes()).MostRecentCached);
        var detail = Assert.Single(bff.Details());
        var attributes = Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.Attributes));
        Assert.Equal((detail.RequestId, (Guid?)SimulatedLogins.NoMfa.LoginId), (attributes.RequestId, attributes.LoginId));
        Assert.Null(attributes.Attributes!.AccountFilter);
    }

    [Fact]
    public async Task Only_shared_accounts_count()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var ids = connected.Json.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("accountId").GetGuid()).ToArray();
        await bff.As("alice").SelectAsync(connected.ConnectionId, ids[0]);

        var all = await bff.As("alice").ComputeAsync(connected.ConnectionId, Wanted);
        var within = await bff.As("alice").ComputeAsync(connected.ConnectionId, new { attributes = new[] { "balance_max" }, accountIds = ids, accountCategories = new[] { "Operations" } });
        var without = await bff.As("alice").ComputeAsync(connected.ConnectionId, new { attributes = new[] { "balance_min" }, accountIds = new[] { ids[1] } });

        Assert.Equal((200, 200), (all.Status, within.Status));
        Assert.All(bff.Flinks.Calls.To(FlinksEndpoint.Attributes), call => Assert.Equal([ids[0]], call.Attributes!.AccountFilter));
        Assert.All(bff.Details().Skip(1), call => Assert.Equal([ids[0]], call.Detail!.AccountsFilter));
        Assert.Equal(["Operations"], bff.Flinks.Calls.To(FlinksEndpoint.Attributes)[^1].Attributes!.Filters!.AccountCategory);
        Assert.Equal((400, "accountIds"), (without.Status, Assert.Single(without.InvalidMembers())));
    }

    [Theory]
    [InlineData("""{"attributes":[]}""", "attributes")]
    [InlineData("""{"attributes":null}""", "attributes")]
    [InlineData("""{}""", "attributes")]
    [InlineData("""{"attributes":["a b"]}""", "attributes")]
    [InlineData("""{"attributes":[null]}""", "attributes")]
    [InlineData("""{"attributes":["a"],"accountCategories":[]}""", "accountCategories")]
    [InlineData("""{"attributes":["a"],"accountIds":[]}""", "accountIds")]
    [InlineData("""{"attributes":["a"],"accountIds":["00000000-0000-0000-0000-000000000000"]}""", "accountIds")]
    public async Task A_request_that_asks_for_nothing_is_400(string body, string member)
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var answer = await bff.As("alice").PostTextAsync($"/api/v1/connections/{connected.ConnectionId}/attributes", body);

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(member, Assert.Single(answer.InvalidMembers()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_takes_longer_than_a_call_is_found_by_posting_again()
    {
        await using var bff = (await WatchedClock.StartHostAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.Attributes, Fault.Code(202, "OPERATION_PENDING"));

        var pausing = WatchedClock.Of(bff).NextWaitAsync(RetrievalSteps.PollInterval);
        var first = await bff.As("alice").ComputeAsync(connected.ConnectionId, Wanted, BffSteps.AtOnce);
        await pausing;
        bff.Clock.Advance(RetrievalSteps.PollInterval);
        await bff.SettleAsync();
        var last = await bff.As("alice").ComputeAsync(connected.ConnectionId, Wanted);

        Assert.Equal((202, "poll", "POST", $"/api/v1/connections/{connected.ConnectionId}/attributes"), (first.Status, first.NextAction, first.NextMethod, first.NextUrl));
        Assert.Equal(("wait=0", $"{first.NextAfter()}"), (first.Headers["Preference-Applied"], first.Headers["Retry-After"]));
        Assert.Equal(200, last.Status);
        Assert.Equal(2, bff.Flinks.Calls.To(FlinksEndpoint.Attributes).Count);
        Assert.Equal(2, bff.Authorizes().Count);
    }

    [Fact]
    public async Task Another_question_is_another_computation()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Attributes);

        await bff.As("alice").ComputeAsync(connected.ConnectionId, Wanted, BffSteps.AtOnce);
        await gate.Arrived;
        var other = await bff.As("alice").ComputeAsync(connected.ConnectionId, new { attributes = new[] { "count_transactions" } });
        gate.Open();

        Assert.Equal(["count_transactions"], other.Json.GetProperty("card").Members());
    }

    [Fact]
    public async Task A_session_that_has_ended_is_begun_anew_once()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.Attributes, Fault.Code(400, "SESSION_EXPIRED"));

        var computed = await bff.As("alice").ComputeAsync(connected.ConnectionId, Wanted);

        Assert.Equal(200, computed.Status);
        Assert.Equal(3, bff.Authorizes().Count);
    }

    [Theory]
    [InlineData(400, "INVALID_REQUEST", "upstream_misused", "contactSupport")]
    [InlineData(400, "SESSION_NONEXISTENT", "upstream_failed", "connect")]
    [InlineData(400, "SESSION_EXPIRED", "upstream_failed", "connect")]
    [InlineData(400, "RETRY_LATER", "institution_unavailable", "wait")]
    [InlineData(401, "UNAUTHORIZED", "upstream_rejected_us", "contactSupport")]
    [InlineData(500, "METHOD_NOT_AVAILABLE", "upstream_misused", "contactSupport")]
    [InlineData(500, "AGGREGATION_ERROR", "upstream_failed", "connect")]
    [InlineData(429, "TOO_MANY_REQUESTS", "upstream_busy", "wait")]
    [InlineData(504, null, "upstream_unavailable", "wait")]
    [InlineData(200, "OK", "upstream_failed", "connect")]
    public async Task What_Flinks_refuses_is_a_problem_with_a_next_step(int status, string? flinksCode, string code, string next)
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Always(FlinksEndpoint.Attributes, FlinksRefusal.Of(status, flinksCode, session: false));

        var refused = await bff.As("alice").ComputeAsync(connected.ConnectionId, Wanted);

        Assert.Equal((503, code, next, connected.ConnectionId), (refused.Status, refused.Code, refused.NextAction, refused.ConnectionId));
        ExpectedProblem.Of(code).Meets(refused, flinksCode);
    }

    [Fact]
    public async Task Too_few_transactions_are_told_as_Flinks_tells_them()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoTransactions.LoginId);

        var refused = await bff.As("alice").ComputeAsync(connected.ConnectionId, Wanted);

        Assert.Equal((503, "upstream_failed", "NO_TRANSACTION"), (refused.Status, refused.Code, refused.FlinksCode()));
    }

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task A_login_that_no_longer_works_says_so(LoginScenario login, int status, string code)
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(login.LoginId);

        var refused = await bff.As("alice").ComputeAsync(connected.ConnectionId, Wanted);

        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    public static TheoryData<LoginScenario, int, string> Logins => new()
    {
        { SimulatedLogins.WrongPassword, 409, "reconnect_required" },
        { SimulatedLogins.DisabledLogin, 409, "bank_action_required" },
        { SimulatedLogins.BankDown, 503, "institution_unavailable" },
    };

    [Fact]
    public async Task While_the_bank_asks_the_person_the_next_step_is_theirs()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var pending = await bff.As("alice").ComputeAsync(asked.ConnectionId, Wanted);

        Assert.Equal((202, "mfaRequired", "resume"), (pending.Status, pending.State, pending.NextAction));
    }

    [Fact]
    public async Task Somebody_elses_connection_is_not_found()
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var foreign = await bff.As("mallory").ComputeAsync(connected.ConnectionId, Wanted);

        Assert.Equal((404, "not_found"), (foreign.Status, foreign.Code));
    }
}

internal static class AttributesSteps
{
    public static Task<BffAnswer> ComputeAsync(this BffClient client, Guid connectionId, object body, params (string Name, string Value)[] headers) =>
        client.PostAsync($"/api/v1/connections/{connectionId}/attributes", body, headers);
}
