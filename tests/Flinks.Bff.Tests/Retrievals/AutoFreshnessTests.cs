using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary><c>auto</c> follows what the person has just done.</summary>
public sealed class AutoFreshnessTests
{
    [Fact]
    public async Task A_login_that_is_new_to_the_user_is_read_cached()
    {
        await using var bff = await BffHost.StartAsync();

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal("cached", answer.Source());
        Assert.True(Assert.Single(bff.Authorizes()).MostRecentCached);
    }

    [Fact]
    public async Task A_login_that_was_read_before_is_read_live()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Clock.Advance(RetrievalSteps.FreshFor);

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal(200, answer.Status);
        Assert.Equal("live", answer.Source());
        Assert.False(bff.Authorizes()[^1].MostRecentCached);
    }

    [Fact]
    public async Task A_fresh_result_is_given_again_without_asking_Flinks()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Clock.Advance(RetrievalSteps.FreshFor - TimeSpan.FromSeconds(1));

        var second = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal(200, second.Status);
        Assert.Equal("stored", second.Source());
        Assert.Equal(first.RetrievalId, second.RetrievalId);
        Assert.Equal(first.Json.GetProperty("asOf").GetString(), second.Json.GetProperty("asOf").GetString());
        Assert.Equal(first.Json.GetProperty("accounts").GetRawText(), second.Json.GetProperty("accounts").GetRawText());
        Assert.Single(bff.Authorizes());
    }

    [Theory]
    [InlineData("""{ "daysOfTransactions": 365 }""")]
    [InlineData("""{ "withKyc": false }""")]
    [InlineData("""{ "accountIds": ["00000000-0000-4000-8000-000000004001"] }""")]
    public async Task A_fresh_result_does_not_serve_for_other_options(string options)
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var answer = await bff.As("alice").PostTextAsync(
            "/api/v1/connections", $$"""{ "loginId": "{{SimulatedLogins.NoMfa.LoginId}}", "options": {{options}} }""");

        Assert.Equal("live", answer.Source());
    }

    [Fact]
    public async Task The_order_of_accounts_makes_no_other_options()
    {
        await using var bff = await BffHost.StartAsync();
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { options = new { accountIds = new[] { one, other } } });

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { options = new { accountIds = new[] { other, one } } });

        Assert.Equal("stored", answer.Source());
    }

    [Fact]
    public async Task A_fresh_result_that_was_erased_does_not_serve()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.As("alice").GiveUpAsync(first.RetrievalId);

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal("live", answer.Source());
    }

    [Theory]
    [InlineData("cached", true)]
    [InlineData("live", false)]
    public async Task An_explicit_wish_is_followed_although_a_fresh_result_is_there(string freshness, bool mostRecentCached)
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness });

        Assert.Equal(freshness, answer.Source());
        Assert.Equal(mostRecentCached, bff.Authorizes()[^1].MostRecentCached);
    }

    [Fact]
    public async Task Inside_the_cooldown_a_login_is_read_cached_and_never_refused()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { options = new { withKyc = false } });

        Assert.Equal(200, answer.Status);
        Assert.Equal("cached", answer.Source());
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task A_connection_that_needs_its_user_is_read_cached_and_its_open_challenge_makes_room()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId);
        var replaced = await bff.As("alice").ShowAsync(asked.RetrievalId);
        var connection = await bff.As("alice").ShowConnectionAsync(asked.ConnectionId);

        Assert.Equal(200, answer.Status);
        Assert.Equal("cached", answer.Source());
        Assert.NotEqual(asked.RetrievalId, answer.RetrievalId);
        Assert.Equal(410, replaced.Status);
        Assert.Equal("superseded", replaced.Code);
        Assert.Equal("retrieve", replaced.NextAction);
        Assert.Equal("active", connection.State);
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task A_connection_whose_bank_wants_something_is_read_cached_again()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);

        Assert.Equal("reconnect_required", answer.Code);
        Assert.Empty(bff.Lives());
    }

    [Fact]
    public async Task An_unused_connect_session_makes_a_cached_read_and_is_spent()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var connectSessionId = await bff.As("alice").StartConnectSessionAsync();

        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { connectSessionId });
        var second = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { connectSessionId });

        Assert.Equal("cached", first.Source());
        Assert.Equal("stored", second.Source());
    }

    [Fact]
    public async Task An_unused_connect_session_supersedes_an_open_challenge()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        var connectSessionId = await bff.As("alice").StartConnectSessionAsync();

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { connectSessionId });

        Assert.Equal("cached", answer.Source());
        Assert.Equal("superseded", (await bff.As("alice").ShowAsync(asked.RetrievalId)).Code);
    }

    [Theory]
    [InlineData("cached")]
    [InlineData("live")]
    public async Task An_explicit_wish_joins_an_open_challenge(string freshness)
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness });

        Assert.Equal(203, answer.Status);
        Assert.Equal(asked.RetrievalId, answer.RetrievalId);
    }
}
