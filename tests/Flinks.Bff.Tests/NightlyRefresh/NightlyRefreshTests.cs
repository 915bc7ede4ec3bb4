using System.Net.Http.Json;
using Flinks.Bff.NightlyRefresh;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.NightlyRefresh;

/// <summary>Flinks' nightly refresh: switched on and off, and whether it will come to anything.</summary>
public sealed class NightlyRefreshTests
{
    [Fact]
    public async Task A_login_is_enrolled_and_taken_off()
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var on = await bff.As("alice").SetNightlyAsync(connected.ConnectionId, true);
        var enrolled = bff.Flinks.FindLogin(SimulatedLogins.NoMfa.LoginId)!.IsScheduledRefresh;
        var off = await bff.As("alice").SetNightlyAsync(connected.ConnectionId, false);

        Assert.Equal(["connectionId", "enabled", "eligible", "reason", "nextAction"], on.Json.Members());
        Assert.Equal((200, true, "True", "", "none"), (on.Status, on.Enabled(), on.Eligible(), on.Reason(), on.NextAction));
        Assert.Equal((200, false, "", "", "none"), (off.Status, off.Enabled(), off.Eligible(), off.Reason(), off.NextAction));
        Assert.Equal((true, false), (enrolled, bff.Flinks.FindLogin(SimulatedLogins.NoMfa.LoginId)!.IsScheduledRefresh));
    }

    [Fact]
    public async Task A_bank_that_asks_at_every_sign_in_needs_the_person()
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId);

        var on = await bff.As("alice").SetNightlyAsync(connected.ConnectionId, true);

        Assert.Equal(("False", "bankAsks", "retrieve", $"/api/v1/connections/{connected.ConnectionId}/retrievals"), (on.Eligible(), on.Reason(), on.NextAction, on.NextUrl));
    }

    [Fact]
    public async Task A_login_that_the_bank_refuses_has_to_be_connected_again()
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);

        var on = await bff.As("alice").SetNightlyAsync(connected.ConnectionId, true);

        Assert.Equal(("False", "bankRefuses", "connect", "/api/v1/connect-sessions"), (on.Eligible(), on.Reason(), on.NextAction, on.NextUrl));
    }

    [Fact]
    public async Task Where_Flinks_does_not_say_it_is_not_known()
    {
        await using var bff = await BffHost.StartAsync(services: HurriedClock.Use);
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Always(FlinksEndpoint.GetNightlyRefreshStatus, Fault.Html());

        var on = await bff.As("alice").SetNightlyAsync(connected.ConnectionId, true);

        Assert.Equal((200, true, ""), (on.Status, on.Enabled(), on.Eligible()));
    }

    [Theory]
    [InlineData(400, "INVALID_LOGIN", 409, "reconnect_required")]
    [InlineData(400, "CARD_IN_USE", 503, "upstream_busy")]
    [InlineData(401, "UNAUTHORIZED", 503, "upstream_rejected_us")]
    [InlineData(400, "INVALID_REQUEST", 503, "upstream_misused")]
    [InlineData(405, "DISABLED_INSTITUTION", 503, "institution_unavailable")]
    [InlineData(429, "TOO_MANY_REQUESTS", 503, "upstream_busy")]
    [InlineData(500, "AGGREGATION_ERROR", 503, "upstream_failed")]
    [InlineData(200, "OK", 503, "upstream_failed")]
    [InlineData(504, null, 503, "upstream_unavailable")]
    public async Task What_Flinks_refuses_is_a_problem_and_changes_nothing(int status, string? flinksCode, int answered, string code)
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.SetScheduledRefresh, FlinksRefusal.Of(status, flinksCode, session: false));

        var refused = await bff.As("alice").SetNightlyAsync(connected.ConnectionId, true);
        var shown = await bff.As("alice").GetAsync(Address(connected.ConnectionId));

        Assert.Equal((answered, connected.ConnectionId), (refused.Status, refused.ConnectionId));
        ExpectedProblem.Of(code).Meets(refused, flinksCode);
        Assert.False(shown.Enabled());
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_told_so_and_goes_on()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.SetScheduledRefresh);

        var waiting = WatchedClock.Of(bff).NextWaitAsync(RetrievalSteps.AnswerWithin);
        var call = bff.As("alice").SetNightlyAsync(connected.ConnectionId, true);
        await gate.Arrived;
        await waiting;
        bff.Clock.Advance(RetrievalSteps.AnswerWithin);
        var late = await call;
        gate.Open();
        await bff.SettleAsync();
        var shown = await bff.As("alice").GetAsync(Address(connected.ConnectionId));

        ExpectedProblem.Of("upstream_unavailable").Meets(late);
        Assert.True(shown.Enabled());
    }

    [Fact]
    public async Task A_login_that_another_owner_wants_refreshed_stays_enrolled()
    {
        await using var bff = await BffHost.StartAsync();
        var alices = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var session = await bff.As("bob").StartConnectSessionAsync(new { });
        await bff.SignInAtBankAsync(SimulatedLogins.NoMfa.LoginId);
        var bobs = await bff.As("bob").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { connectSessionId = session });
        await bff.As("alice").SetNightlyAsync(alices.ConnectionId, true);
        await bff.As("bob").SetNightlyAsync(bobs.ConnectionId, true);

        await bff.As("alice").SetNightlyAsync(alices.ConnectionId, false);
        var afterAlice = bff.Flinks.FindLogin(SimulatedLogins.NoMfa.LoginId)!.IsScheduledRefresh;
        await bff.As("bob").SetNightlyAsync(bobs.ConnectionId, false);

        Assert.Equal((true, false), (afterAlice, bff.Flinks.FindLogin(SimulatedLogins.NoMfa.LoginId)!.IsScheduledRefresh));
    }

    [Fact]
    public async Task Once_a_day_what_is_known_is_compared_with_Flinks_list()
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.As("alice").SetNightlyAsync(connected.ConnectionId, true);
        bff.Flinks.Calls.Clear();

        await ReconcileAsync(bff, TimeSpan.FromHours(23));
        var early = bff.Flinks.Calls.To(FlinksEndpoint.GetNightlyRefreshStatus).Count;
        await ReconcileAsync(bff, TimeSpan.FromHours(1));
        await ReconcileAsync(bff, TimeSpan.FromHours(1));
        var daily = bff.Flinks.Calls.To(FlinksEndpoint.GetNightlyRefreshStatus).Count;
        await ReconcileAsync(bff, TimeSpan.FromDays(7));
        var shown = await bff.As("alice").GetAsync(Address(connected.ConnectionId));

        Assert.Equal((0, 1), (early, daily));
        Assert.Equal((true, "False", "notRefreshedLately", "retrieve"), (shown.Enabled(), shown.Eligible(), shown.Reason(), shown.NextAction));
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_is_asked_for_again_in_the_next_round()
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.As("alice").SetNightlyAsync(connected.ConnectionId, true);
        bff.Flinks.Faults.Next(FlinksEndpoint.GetNightlyRefreshStatus, Fault.Code(500, "AGGREGATION_ERROR"));
        bff.Flinks.Calls.Clear();

        await ReconcileAsync(bff, TimeSpan.FromDays(1));
        await ReconcileAsync(bff, TimeSpan.FromHours(1));
        await ReconcileAsync(bff, TimeSpan.FromHours(1));

        Assert.Equal(2, bff.Flinks.Calls.To(FlinksEndpoint.GetNightlyRefreshStatus).Count);
        Assert.Equal("True", (await bff.As("alice").GetAsync(Address(connected.ConnectionId))).Eligible());
    }

    [Fact]
    public async Task Without_anybody_who_wants_it_Flinks_is_not_asked()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        await ReconcileAsync(bff, TimeSpan.FromDays(2));

        Assert.Empty(bff.Flinks.Calls.To(FlinksEndpoint.GetNightlyRefreshStatus));
    }

    [Fact]
    public async Task Somebody_elses_connection_is_not_found()
    {
        await using var bff = await BffHost.StartAsync();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var foreign = await bff.As("mallory").SetNightlyAsync(connected.ConnectionId, true);

        Assert.Equal(404, foreign.Status);
        Assert.Empty(bff.Flinks.Calls.To(FlinksEndpoint.SetScheduledRefresh));
    }

    private static string Address(Guid connectionId) => $"/api/v1/connections/{connectionId}/nightly-refresh";

    private static async Task ReconcileAsync(BffHost bff, TimeSpan after)
    {
        bff.Clock.Advance(after);
        await bff.Services.GetRequiredService<NightlyReconciliation>().RunAsync(TestContext.Current.CancellationToken);
    }
}

internal static class NightlySteps
{
    public static Task<BffAnswer> SetNightlyAsync(this BffClient client, Guid connectionId, bool enabled) =>
        client.SendAsync(HttpMethod.Put, $"/api/v1/connections/{connectionId}/nightly-refresh", JsonContent.Create(new { enabled }));

    public static bool Enabled(this BffAnswer answer) => answer.Json.GetProperty("enabled").GetBoolean();

    public static string Eligible(this BffAnswer answer) => answer.Json.GetProperty("eligible").ToString();

    public static string Reason(this BffAnswer answer) => answer.Json.GetProperty("reason").ToString();
}
