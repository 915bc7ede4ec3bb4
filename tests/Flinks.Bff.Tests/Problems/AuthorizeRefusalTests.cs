using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.Problems;

/// <summary>What becomes of each refusal of Authorize, cached and live (contract 6).</summary>
public sealed class AuthorizeRefusalTests(SharedBff bff) : IClassFixture<SharedBff>
{
    [Theory]
    [InlineData(400, "INVALID_LOGIN", false, null, "reconnect_required", null)]
    [InlineData(401, "INVALID_LOGIN", true, null, "reconnect_required", null)]
    [InlineData(401, "INVALID_USERNAME", true, null, "reconnect_required", null)]
    [InlineData(401, "INVALID_PASSWORD", true, null, "reconnect_required", null)]
    [InlineData(401, "INVALID_PASSWORD", false, null, "reconnect_required", null)]
    [InlineData(401, "INVALID_SECURITY_RESPONSE", true, null, "reconnect_required", null)]
    [InlineData(401, "INVALID_SECURITY_RESPONSE_NO_RETRY", true, null, "reconnect_required", null)]
    [InlineData(401, "QUESTION_NOT_FOUND", true, null, "reconnect_required", null)]
    [InlineData(401, "SOMETHING_NEW", true, null, "reconnect_required", null)]
    [InlineData(401, null, true, null, "reconnect_required", null)]
    [InlineData(401, "DISABLED_LOGIN", true, null, "bank_action_required", null)]
    [InlineData(401, "NEW_ACCOUNT", true, null, "bank_action_required", null)]
    [InlineData(401, "NEW_ACCOUNT", false, null, "bank_action_required", null)]
    [InlineData(401, "UNAUTHORIZED", true, null, "bank_action_required", null)]
    [InlineData(401, "UNAUTHORIZED", false, null, "upstream_rejected_us", null)]
    [InlineData(401, "ACCESS_DENIED", false, null, "upstream_rejected_us", null)]
    [InlineData(401, null, false, null, "upstream_rejected_us", null)]
    [InlineData(403, null, false, null, "upstream_rejected_us", null)]
    [InlineData(403, "SOMETHING_NEW", false, null, "upstream_rejected_us", null)]
    [InlineData(500, "AGGREGATION_ERROR", true, null, "upstream_failed", null)]
    [InlineData(500, "AGGREGATION_ERROR", false, null, "upstream_failed", null)]
    [InlineData(500, "SOMETHING_NEW", false, null, "upstream_failed", null)]
    [InlineData(503, "SOMETHING_NEW", false, null, "upstream_failed", null)]
    [InlineData(500, null, false, null, "upstream_failed", null)]
    [InlineData(404, null, false, null, "upstream_failed", null)]
    [InlineData(400, "SOMETHING_NEW", false, null, "upstream_failed", null)]
    [InlineData(400, "SESSION_EXPIRED", false, null, "upstream_failed", null)]
    [InlineData(400, "SESSION_NONEXISTENT", false, null, "upstream_failed", null)]
    [InlineData(200, null, false, null, "upstream_failed", null)]
    [InlineData(203, null, true, null, "upstream_failed", null)]
    [InlineData(302, null, false, null, "upstream_failed", null)]
    [InlineData(400, "INVALID_REQUEST", false, null, "upstream_misused", null)]
    [InlineData(401, "INVALID_REQUEST", false, null, "upstream_misused", null)]
    [InlineData(500, "METHOD_NOT_AVAILABLE", false, null, "upstream_misused", null)]
    [InlineData(401, "RETRY_LATER", true, null, "institution_unavailable", 60)]
    [InlineData(401, "RETRY_LATER", true, 120, "institution_unavailable", 120)]
    [InlineData(405, "DISABLED_INSTITUTION", true, null, "institution_unavailable", 60)]
    [InlineData(405, "SOMETHING_NEW", false, null, "institution_unavailable", 60)]
    [InlineData(401, "TOO_MANY_REQUESTS", false, null, "upstream_busy", 30)]
    [InlineData(429, "TOO_MANY_REQUESTS", false, 7, "upstream_busy", 7)]
    [InlineData(429, "SOMETHING_NEW", false, null, "upstream_busy", 30)]
    [InlineData(429, null, false, null, "upstream_busy", 30)]
    [InlineData(502, null, false, null, "upstream_unavailable", 15)]
    [InlineData(503, null, false, null, "upstream_unavailable", 15)]
    [InlineData(504, null, false, null, "upstream_unavailable", 15)]
    public async Task Each_refusal_has_its_problem(int status, string? flinksCode, bool session, int? retryAfter, string code, int? told)
    {
        var expected = ExpectedProblem.Of(code);
        foreach (var freshness in new[] { "cached", "live" })
        {
            var person = bff.Newcomer();
            bff.Host.Flinks.Faults.Always(FlinksEndpoint.Authorize, FlinksRefusal.Of(status, flinksCode, session, retryAfter));

            var answer = await person.ConnectAsync(freshness);
            var ended = await person.Client.GetAsync($"/api/v1/retrievals/{answer.RetrievalId}");

            expected.Meets(answer, flinksCode, told);
            expected.EndedAs(ended, flinksCode, told);
            Assert.Equal(answer.ConnectionId, ended.ConnectionId);
            Assert.Equal(code == "upstream_rejected_us" ? 2 : 1, bff.Host.Flinks.Calls.To(FlinksEndpoint.Authorize).Count);
            Assert.Equal(freshness == "live", bff.Host.Flinks.Calls.To(FlinksEndpoint.Authorize)[0].MostRecentCached == false);
        }
    }

    [Theory]
    [InlineData(401, "INVALID_PASSWORD", "needsUser", "connect")]
    [InlineData(401, "DISABLED_LOGIN", "needsUser", "visitBank")]
    [InlineData(500, "AGGREGATION_ERROR", "active", "none")]
    public async Task A_failed_first_read_leaves_the_connection_linked(int status, string flinksCode, string state, string next)
    {
        var person = bff.Newcomer();
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.Authorize, FlinksRefusal.Of(status, flinksCode, session: true));

        var failed = await person.ConnectAsync();
        var connection = await person.Client.GetAsync($"/api/v1/connections/{failed.ConnectionId}");

        Assert.Equal((200, state, next), (connection.Status, connection.State, connection.NextAction));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, connection.Json.GetProperty("openRetrievalId").ValueKind);
    }

    [Theory]
    [InlineData(400, "CARD_IN_USE")]
    [InlineData(401, "CONCURRENT_SESSION")]
    public async Task A_busy_login_is_waited_out_until_the_busy_time_out(int status, string flinksCode)
    {
        foreach (var freshness in new[] { "cached", "live" })
        {
            var person = bff.Newcomer();
            bff.Host.Flinks.Faults.Always(FlinksEndpoint.Authorize, FlinksRefusal.Of(status, flinksCode, session: false));

            var busy = await person.ConnectAsync(freshness);
            var ended = await PassUntilEndedAsync(person, busy.RetrievalId, TimeSpan.FromSeconds(120));

            Assert.Equal((202, "busy", "poll"), (busy.Status, busy.State, busy.NextAction));
            ExpectedProblem.Of("upstream_busy").EndedAs(ended, flinksCode);
        }
    }

    [Fact]
    public async Task A_busy_login_lets_in_once_it_is_free()
    {
        var person = bff.Newcomer();
        bff.Host.Flinks.Faults.Next(FlinksEndpoint.Authorize, FlinksRefusal.Of(400, "CARD_IN_USE", session: false), times: 2);

        var busy = await person.ConnectAsync();
        var ready = await PassUntilEndedAsync(person, busy.RetrievalId, TimeSpan.FromSeconds(60));

        Assert.Equal((200, "ready"), (ready.Status, ready.State));
        Assert.Equal(3, bff.Host.Flinks.Calls.To(FlinksEndpoint.Authorize).Count);
    }

    [Theory]
    [InlineData("OPERATION_PENDING")]
    [InlineData("OPERATION_DISPATCHED")]
    public async Task An_authorize_that_takes_longer_is_asked_again_from_the_cache(string flinksCode)
    {
        foreach (var freshness in new[] { "cached", "live" })
        {
            var person = bff.Newcomer();
            bff.Host.Flinks.Faults.Next(FlinksEndpoint.Authorize, FlinksRefusal.Of(202, flinksCode, session: true));

            var pending = await person.ConnectAsync(freshness);
            await bff.Host.PassAsync(TimeSpan.FromSeconds(10));
            var ready = await person.Client.GetAsync(pending.NextUrl!);

            Assert.Equal((202, "authorizing"), (pending.Status, pending.State));
            Assert.Equal((200, "ready"), (ready.Status, ready.State));
            Assert.Equal([freshness == "cached", true], bff.Host.Flinks.Calls.To(FlinksEndpoint.Authorize).Select(call => call.MostRecentCached ?? false));
        }
    }

    [Theory]
    [InlineData(401, "INVALID_PASSWORD")]
    [InlineData(401, "DISABLED_LOGIN")]
    [InlineData(401, "QUESTION_NOT_FOUND")]
    [InlineData(500, "AGGREGATION_ERROR")]
    public async Task A_cached_refusal_with_readable_data_is_answered_with_them(int status, string flinksCode)
    {
        var person = bff.Newcomer(plain => plain with { OnCached = new(flinksCode) { DataReadable = true } });

        var answer = await person.ConnectAsync();
        var connection = await person.Client.GetAsync($"/api/v1/connections/{answer.ConnectionId}");

        Assert.Equal((200, "ready", "connect", "OPEN"), (answer.Status, answer.State, answer.NextAction, answer.NextMethod));
        Assert.Equal("needsUser", connection.State);
        Assert.Equal(status, bff.Host.Flinks.Calls.To(FlinksEndpoint.Authorize)[0].Status);
    }

    private async Task<Hosting.BffAnswer> PassUntilEndedAsync(Newcomer person, Guid retrievalId, TimeSpan atMost)
    {
        var end = bff.Host.Clock.GetUtcNow() + atMost;
        while (bff.Host.Clock.GetUtcNow() < end)
        {
            await bff.Host.PassAsync(TimeSpan.FromSeconds(5));
        }

        return await person.Client.GetAsync($"/api/v1/retrievals/{retrievalId}");
    }
}
