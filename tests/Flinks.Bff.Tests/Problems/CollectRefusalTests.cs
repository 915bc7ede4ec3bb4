using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Problems;

/// <summary>What becomes of each refusal of GetAccountsDetail and its Async twin (contract 6).</summary>
public sealed class CollectRefusalTests(SharedBff bff) : IClassFixture<SharedBff>
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(401, "INVALID_LOGIN", true, null, "reconnect_required", null)]
    [InlineData(401, "INVALID_PASSWORD", true, null, "reconnect_required", null)]
    [InlineData(401, "QUESTION_NOT_FOUND", true, null, "reconnect_required", null)]
    [InlineData(401, "SOMETHING_NEW", true, null, "reconnect_required", null)]
    [InlineData(401, "DISABLED_LOGIN", true, null, "bank_action_required", null)]
    [InlineData(401, "UNAUTHORIZED", false, null, "upstream_rejected_us", null)]
    [InlineData(401, null, false, null, "upstream_rejected_us", null)]
    [InlineData(403, "SOMETHING_NEW", false, null, "upstream_rejected_us", null)]
    [InlineData(500, "AGGREGATION_ERROR", true, null, "upstream_failed", null)]
    [InlineData(500, null, false, null, "upstream_failed", null)]
    [InlineData(503, "SOMETHING_NEW", false, null, "upstream_failed", null)]
    [InlineData(200, null, true, null, "upstream_failed", null)]
    [InlineData(203, null, true, null, "upstream_failed", null)]
    [InlineData(302, null, false, null, "upstream_failed", null)]
    [InlineData(400, "INVALID_REQUEST", false, null, "upstream_misused", null)]
    [InlineData(501, "METHOD_NOT_AVAILABLE", false, null, "upstream_misused", null)]
    [InlineData(401, "RETRY_LATER", true, 90, "institution_unavailable", 90)]
    [InlineData(405, "DISABLED_INSTITUTION", true, null, "institution_unavailable", 60)]
    [InlineData(401, "TOO_MANY_REQUESTS", false, null, "upstream_busy", 30)]
    [InlineData(429, null, false, 5, "upstream_busy", 5)]
    [InlineData(502, null, false, null, "upstream_unavailable", 15)]
    [InlineData(503, null, false, null, "upstream_unavailable", 15)]
    [InlineData(504, null, false, null, "upstream_unavailable", 15)]
    public async Task Each_refusal_of_the_data_has_its_problem(int status, string? flinksCode, bool session, int? retryAfter, string code, int? told)
    {
        var person = bff.Newcomer();
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.GetAccountsDetail, FlinksRefusal.Of(status, flinksCode, session, retryAfter));

        var answer = await person.ConnectAsync();
        var ended = await person.Client.GetAsync($"/api/v1/retrievals/{answer.RetrievalId}");

        ExpectedProblem.Of(code).Meets(answer, flinksCode, told);
        ExpectedProblem.Of(code).EndedAs(ended, flinksCode, told);
        Assert.Single(bff.Host.Flinks.Calls.To(FlinksEndpoint.GetAccountsDetail));
    }

    [Theory]
    [InlineData(401, "INVALID_LOGIN", true, "reconnect_required")]
    [InlineData(401, "SOMETHING_NEW", true, "reconnect_required")]
    [InlineData(401, "NEW_ACCOUNT", true, "bank_action_required")]
    [InlineData(401, null, false, "upstream_rejected_us")]
    [InlineData(403, null, false, "upstream_rejected_us")]
    [InlineData(500, "AGGREGATION_ERROR", true, "upstream_failed")]
    [InlineData(200, null, true, "upstream_failed")]
    [InlineData(203, null, true, "upstream_failed")]
    [InlineData(400, "INVALID_REQUEST", false, "upstream_misused")]
    [InlineData(401, "RETRY_LATER", true, "institution_unavailable")]
    [InlineData(405, "DISABLED_INSTITUTION", true, "institution_unavailable")]
    public async Task Each_refusal_of_a_poll_has_its_problem(int status, string? flinksCode, bool session, string code)
    {
        var person = bff.Newcomer(plain => plain with { PollsBeforeReady = 2 });
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.GetAccountsDetailAsync, FlinksRefusal.Of(status, flinksCode, session));

        var pending = await person.ConnectAsync();
        await bff.Host.PassAsync(PollInterval);
        var ended = await person.Client.GetAsync(pending.NextUrl!);

        Assert.Equal((202, "collecting"), (pending.Status, pending.State));
        ExpectedProblem.Of(code).EndedAs(ended, flinksCode);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(500, "SOMETHING_NEW")]
    [InlineData(502, null)]
    [InlineData(503, null)]
    [InlineData(503, "SOMETHING_NEW")]
    [InlineData(504, null)]
    [InlineData(401, "TOO_MANY_REQUESTS")]
    [InlineData(429, "TOO_MANY_REQUESTS")]
    [InlineData(429, null)]
    [InlineData(202, "OPERATION_DISPATCHED")]
    public async Task Passing_trouble_keeps_a_poll_going(int status, string? flinksCode)
    {
        var person = bff.Newcomer(plain => plain with { PollsBeforeReady = 2 });
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.GetAccountsDetailAsync, FlinksRefusal.Of(status, flinksCode, session: false));

        var pending = await person.ConnectAsync();
        await bff.Host.PassAsync(PollInterval);
        await bff.Host.PassAsync(PollInterval);
        var still = await person.Client.GetAsync(pending.NextUrl!);
        bff.Host.Flinks.Faults.Clear();
        await bff.Host.PassAsync(PollInterval * 2);
        await bff.Host.PassAsync(PollInterval);
        var ready = await person.Client.GetAsync(pending.NextUrl!);

        Assert.Equal((202, "collecting"), (still.Status, still.State));
        Assert.Equal(200, ready.Status);
    }

    [Theory]
    [InlineData(400, "CARD_IN_USE")]
    [InlineData(401, "CONCURRENT_SESSION")]
    public async Task A_busy_login_is_waited_out_until_the_busy_time_out(int status, string flinksCode)
    {
        var person = bff.Newcomer();
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.GetAccountsDetail, FlinksRefusal.Of(status, flinksCode, session: false));

        var busy = await person.ConnectAsync();
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(2); passed += TimeSpan.FromSeconds(5))
        {
            await bff.Host.PassAsync(TimeSpan.FromSeconds(5));
        }

        var ended = await person.Client.GetAsync(busy.NextUrl!);

        Assert.Equal((202, "poll"), (busy.Status, busy.NextAction));
        ExpectedProblem.Of("upstream_busy").EndedAs(ended, flinksCode);
    }

    [Theory]
    [InlineData("SESSION_EXPIRED")]
    [InlineData("SESSION_NONEXISTENT")]
    [InlineData("SOMETHING_NEW")]
    public async Task A_session_that_ended_is_opened_anew_once(string flinksCode)
    {
        var person = bff.Newcomer();
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.GetAccountsDetail, FlinksRefusal.Of(400, flinksCode, session: false));

        var failed = await person.ConnectAsync();
        bff.Host.Flinks.Faults.Clear();
        bff.Host.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, FlinksRefusal.Of(400, flinksCode, session: false));
        var ready = await person.Client.RetrieveAsync(failed.ConnectionId);

        ExpectedProblem.Of("upstream_failed").Meets(failed, flinksCode);
        Assert.Equal(200, ready.Status);
        Assert.Equal([true, true, true, true], bff.Host.Flinks.Calls.To(FlinksEndpoint.Authorize).Select(call => call.MostRecentCached ?? false));
    }

    [Fact]
    public async Task A_session_that_ends_while_polling_is_opened_anew()
    {
        var person = bff.Newcomer(plain => plain with { PollsBeforeReady = 1 });
        bff.Host.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetailAsync, Fault.Code(400, "SESSION_EXPIRED"));

        var pending = await person.ConnectAsync();
        await bff.Host.PassAsync(PollInterval);
        await bff.Host.PassAsync(PollInterval);
        var ready = await person.Client.GetAsync(pending.NextUrl!);

        Assert.Equal(200, ready.Status);
        Assert.Equal(2, bff.Host.Flinks.Calls.To(FlinksEndpoint.Authorize).Count);
    }
}
