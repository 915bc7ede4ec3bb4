using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Problems;

/// <summary>What becomes of a refused token, and of refusals when one is minted (design 5).</summary>
public sealed class TokenRefusalTests(SharedBff bff) : IClassFixture<SharedBff>
{
    [Theory]
    [InlineData(401, "UNAUTHORIZED", null, "upstream_rejected_us", null)]
    [InlineData(403, null, null, "upstream_rejected_us", null)]
    [InlineData(500, "AGGREGATION_ERROR", null, "upstream_failed", null)]
    [InlineData(500, null, null, "upstream_failed", null)]
    [InlineData(400, "INVALID_REQUEST", null, "upstream_misused", null)]
    [InlineData(401, "INVALID_PASSWORD", null, "upstream_failed", null)]
    [InlineData(401, "NEW_ACCOUNT", null, "upstream_failed", null)]
    [InlineData(400, "SESSION_EXPIRED", null, "upstream_failed", null)]
    [InlineData(400, "ALREADY_AUTHORIZED", null, "upstream_failed", null)]
    [InlineData(400, "UNKNOWN_CHALLENGE_KEY", null, "upstream_failed", null)]
    [InlineData(429, null, 4, "upstream_busy", 4)]
    [InlineData(401, "TOO_MANY_REQUESTS", null, "upstream_busy", 30)]
    [InlineData(502, null, null, "upstream_unavailable", 15)]
    [InlineData(503, null, null, "upstream_unavailable", 15)]
    public async Task Each_refusal_to_mint_has_its_problem(int status, string? flinksCode, int? retryAfter, string code, int? told)
    {
        var person = bff.Newcomer();
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.GenerateAuthorizeToken, FlinksRefusal.Of(status, flinksCode, session: false, retryAfter));

        var connected = await person.ConnectAsync();
        var session = await person.Client.PostAsync("/api/v1/connect-sessions", new { });

        ExpectedProblem.Of(code).Meets(connected, flinksCode, told);
        ExpectedProblem.Of(code).Meets(session, flinksCode, told);
        Assert.Empty(bff.Host.Flinks.Calls.To(FlinksEndpoint.Authorize));
    }

    [Fact]
    public async Task A_resume_url_that_gets_no_token_is_503_and_the_challenge_stays_open()
    {
        var person = bff.Newcomer(plain => plain with { Rounds = Simulator.SimulatedLogins.MfaQuestion.Rounds });

        var asked = await person.ConnectAsync("live");
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.GenerateAuthorizeToken, Fault.Code(429, "TOO_MANY_REQUESTS"));
        var refused = await person.Client.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resume-url");
        bff.Host.Flinks.Faults.Clear();
        var minted = await person.Client.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resume-url");

        ExpectedProblem.Of("upstream_busy").Meets(refused, "TOO_MANY_REQUESTS");
        Assert.Equal((203, "OPEN"), (minted.Status, minted.NextMethod));
    }

    [Fact]
    public async Task A_challenge_without_a_token_for_its_address_is_203_with_the_call_that_mints()
    {
        await using var host = await BffHost.StartAsync(settings => settings["Flinks:TokenPool"] = "0", HurriedClock.Use);
        var person = Newcomer.To(host, plain => plain with { Rounds = Simulator.SimulatedLogins.MfaQuestion.Rounds });
        using var gate = host.Flinks.Faults.Hold(FlinksEndpoint.Authorize);

        var asking = person.ConnectAsync("live");
        await gate.Arrived;
        host.Flinks.Faults.Always(FlinksEndpoint.GenerateAuthorizeToken, Fault.Code(503, "SOMETHING_NEW"));
        gate.Open();
        var asked = await asking;

        Assert.Equal((203, "resume", "POST"), (asked.Status, asked.NextAction, asked.NextMethod));
        Assert.Equal($"/api/v1/retrievals/{asked.RetrievalId}/resume-url", asked.NextUrl);
    }

    [Fact]
    public async Task A_refused_token_empties_the_pool_and_one_minted_at_once_is_tried_once()
    {
        await using var host = await BffHost.StartAsync();
        await Newcomer.To(host).ConnectAsync();
        await Until.TrueAsync(() => host.Flinks.Calls.To(FlinksEndpoint.GenerateAuthorizeToken).Count(call => call.Status is not null) == 3);
        host.Flinks.Options.AuthorizeTokenLifetime = TimeSpan.FromMinutes(1);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        host.Flinks.Calls.Clear();

        var second = await Newcomer.To(host).ConnectAsync("live");
        var third = await Newcomer.To(host).ConnectAsync();

        Assert.Equal((200, 200), (second.Status, third.Status));
        Assert.Equal([401, 200, 200], host.Flinks.Calls.To(FlinksEndpoint.Authorize).Select(call => call.Status ?? 0));
    }

    [Fact]
    public async Task A_token_refused_twice_is_our_keys_and_nobody_tries_further()
    {
        await using var host = await BffHost.StartAsync();
        await Newcomer.To(host).ConnectAsync();
        host.Flinks.Calls.Clear();
        host.Flinks.Faults.Always(FlinksEndpoint.Authorize, Fault.Code(401, "UNAUTHORIZED"));

        var refused = await Newcomer.To(host).ConnectAsync("live");

        ExpectedProblem.Of("upstream_rejected_us").Meets(refused, "UNAUTHORIZED");
        Assert.Equal(2, host.Flinks.Calls.To(FlinksEndpoint.Authorize).Count);
        Assert.Equal(2, host.Flinks.Calls.To(FlinksEndpoint.Authorize).Select(call => call.AuthKey).Distinct().Count());
    }

    [Theory]
    [InlineData(400, "CARD_IN_USE")]
    [InlineData(500, "AGGREGATION_ERROR")]
    [InlineData(502, null)]
    [InlineData(429, null)]
    public async Task Authorize_is_never_sent_again_blindly(int status, string? flinksCode)
    {
        foreach (var freshness in new[] { "cached", "live" })
        {
            var person = bff.Newcomer();
            bff.Host.Flinks.Faults.Always(FlinksEndpoint.Authorize, FlinksRefusal.Of(status, flinksCode, session: false));

            await person.ConnectAsync(freshness);

            Assert.Single(bff.Host.Flinks.Calls.To(FlinksEndpoint.Authorize));
        }
    }
}
