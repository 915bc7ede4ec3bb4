using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.Connections;

/// <summary>A login that another user holds is taken only from who has just signed in at the bank.</summary>
public sealed class SharedLoginTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task Without_a_connect_session_a_held_login_is_refused_with_the_way_to_prove_it()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        bff.Flinks.Calls.Clear();

        var refused = await bff.As("bob").ConnectAsync(Login);

        Assert.Equal((409, "login_not_proved"), (refused.Status, refused.Code));
        Assert.Equal(("connect", "OPEN"), (refused.NextAction, refused.NextMethod));
        Assert.StartsWith(TestSettings.ConnectBase, refused.NextUrl, StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, refused.Json.GetProperty("nextAction").GetProperty("connectSessionId").GetGuid());
        Assert.Empty(bff.Flinks.Calls.To(FlinksEndpoint.Authorize));
        Assert.Empty(await bff.As("bob").ListConnectionsAsync());
    }

    [Fact]
    public async Task Signing_in_during_the_session_proves_the_login()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync(new { language = "fr" });
        await bff.SignInAtBankAsync(Login);

        var linked = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal((200, "cached"), (linked.Status, linked.Json.GetProperty("source").GetString()));
        Assert.Equal([linked.ConnectionId], await bff.As("bob").ListConnectionsAsync());
        Assert.Equal("fr", (await bff.As("bob").GetAsync($"/api/v1/connections/{linked.ConnectionId}")).Json.GetProperty("language").GetString());
        Assert.All(bff.Flinks.Calls.To(FlinksEndpoint.Authorize), call => Assert.True(call.MostRecentCached));
    }

    [Fact]
    public async Task The_session_that_the_refusal_opened_proves_the_login_too()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var refused = await bff.As("bob").ConnectAsync(Login);
        await bff.SignInAtBankAsync(Login);

        var linked = await bff.As("bob").ConnectAsync(
            Login, new { connectSessionId = refused.Json.GetProperty("nextAction").GetProperty("connectSessionId").GetGuid() });

        Assert.Equal(200, linked.Status);
    }

    [Fact]
    public async Task Signing_in_before_the_session_began_proves_nothing()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        await bff.SignInAtBankAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();

        var refused = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal((409, "login_not_proved"), (refused.Status, refused.Code));
        Assert.Equal(("connect", "OPEN"), (refused.NextAction, refused.NextMethod));
        Assert.Empty(await bff.As("bob").ListConnectionsAsync());
        Assert.Empty(bff.Flinks.Calls.To(FlinksEndpoint.GetAccountsDetail));
    }

    [Fact]
    public async Task A_failed_attempt_spends_its_session()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });
        await bff.SignInAtBankAsync(Login);

        var again = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });
        var fresh = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        var proved = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = fresh });

        Assert.Equal((409, "login_not_proved"), (again.Status, again.Code));
        Assert.Equal(200, proved.Status);
    }

    [Theory]
    [InlineData(20 * 60, 200)]
    [InlineData((20 * 60) + 1, 409)]
    public async Task A_session_proves_for_twenty_minutes(int age, int status)
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        var began = bff.Clock.GetUtcNow();
        await bff.SignInAtBankAsync(Login);
        bff.Clock.Advance(began + TimeSpan.FromSeconds(age) - bff.Clock.GetUtcNow());

        var answer = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_session_that_linked_another_login_is_used()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId, new { connectSessionId = session });
        await bff.SignInAtBankAsync(Login);

        var refused = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal((409, "login_not_proved"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_login_whose_last_refresh_is_unknown_cannot_be_proved()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NotSaved.LoginId);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(SimulatedLogins.NotSaved.LoginId);

        var refused = await bff.As("bob").ConnectAsync(SimulatedLogins.NotSaved.LoginId, new { connectSessionId = session });

        Assert.Equal((409, "login_not_proved"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_login_that_the_bank_refuses_cannot_be_proved_by_its_stored_data()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.StaleButReadable.LoginId);
        var session = await bff.As("bob").StartConnectSessionAsync();

        var refused = await bff.As("bob").ConnectAsync(SimulatedLogins.StaleButReadable.LoginId, new { connectSessionId = session });

        Assert.Equal((409, "login_not_proved"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_live_wish_is_met_after_the_proof()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);

        var linked = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session, freshness = "live" });

        Assert.Equal((200, "live"), (linked.Status, linked.Json.GetProperty("source").GetString()));
        Assert.Equal([true, false], bff.Flinks.Calls.To(FlinksEndpoint.Authorize).Select(call => call.MostRecentCached));
    }

    [Fact]
    public async Task One_owner_sees_nothing_of_another()
    {
        await using var bff = await BffHost.StartAsync();
        var alices = await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        var bobs = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        Assert.NotEqual(alices.ConnectionId, bobs.ConnectionId);
        Assert.Equal(404, (await bff.As("bob").GetAsync($"/api/v1/connections/{alices.ConnectionId}")).Status);
        Assert.Equal(404, (await bff.As("bob").GetAsync($"/api/v1/retrievals/{alices.RetrievalId}")).Status);
        Assert.Equal(404, (await bff.As("bob").RetrieveAsync(alices.ConnectionId)).Status);
        Assert.Equal(404, (await bff.As("alice").GetAsync($"/api/v1/retrievals/{bobs.RetrievalId}")).Status);
        Assert.Equal([alices.ConnectionId], await bff.As("alice").ListConnectionsAsync());
    }

    [Fact]
    public async Task A_co_owners_live_refresh_inside_the_cooldown_makes_mine_a_cached_one()
    {
        await using var bff = await BffHost.StartAsync();
        var alices = await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        var bobs = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });

        var live = await bff.As("alice").RetrieveAsync(alices.ConnectionId, new { freshness = "live" });
        var cached = await bff.As("bob").RetrieveAsync(bobs.ConnectionId, new { freshness = "live" });

        Assert.Equal((200, "live"), (live.Status, live.Json.GetProperty("source").GetString()));
        Assert.Equal((200, "cached"), (cached.Status, cached.Json.GetProperty("source").GetString()));
    }

    [Theory]
    [InlineData(false, 409)]
    [InlineData(true, 200)]
    public async Task A_proof_can_be_asked_of_the_first_owner_too(bool signsIn, int status)
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Connections:RequireProof"] = "Always");
        var session = await bff.As("alice").StartConnectSessionAsync();
        if (signsIn)
        {
            await bff.SignInAtBankAsync(Login);
        }

        var answer = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });
        var unproved = await bff.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId);

        Assert.Equal(status, answer.Status);
        Assert.Equal((409, "login_not_proved"), (unproved.Status, unproved.Code));
    }

    [Fact]
    public async Task Who_holds_a_login_need_not_prove_it_again()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Connections:RequireProof"] = "Always");
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        var again = await bff.As("alice").ConnectAsync(Login);

        Assert.Equal((200, linked.ConnectionId), (again.Status, again.ConnectionId));
    }
}
