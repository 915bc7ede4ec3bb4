using Flinks.Simulator.Banks;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests;

public sealed class SimulatedLoginsTests : SimulatorTest
{
    public static TheoryData<string, int, string, string> Refused() => new()
    {
        { nameof(SimulatedLogins.WrongPassword), 401, "INVALID_PASSWORD", "authorize-401-invalid-password" },
        { nameof(SimulatedLogins.DisabledLogin), 401, "DISABLED_LOGIN", "authorize-401-disabled-login" },
        { nameof(SimulatedLogins.NewAccount), 401, "NEW_ACCOUNT", "authorize-401-new-account" },
        { nameof(SimulatedLogins.BankDown), 401, "RETRY_LATER", "authorize-401-retry-later" },
        { nameof(SimulatedLogins.DisabledInstitution), 405, "DISABLED_INSTITUTION", "authorize-405-disabled-institution" },
        { nameof(SimulatedLogins.CardInUse), 400, "CARD_IN_USE", "error-400-card-in-use" },
        { nameof(SimulatedLogins.ConcurrentSession), 401, "CONCURRENT_SESSION", "authorize-401-concurrent-session" },
        { nameof(SimulatedLogins.Throttled), 401, "TOO_MANY_REQUESTS", "error-401-too-many-requests" },
        { nameof(SimulatedLogins.AggregationError), 500, "AGGREGATION_ERROR", "authorize-500-aggregation-error" },
    };

    [Fact]
    public void Each_has_an_id_a_name_a_user_and_a_sentence_of_its_own()
    {
        var logins = SimulatedLogins.All;

        Assert.Equal(logins.Count, logins.Select(login => login.LoginId).Distinct().Count());
        Assert.Equal(logins.Count, logins.Select(login => login.Name).Distinct().Count());
        Assert.Equal(logins.Count, logins.Select(login => login.Username).Distinct().Count());
        Assert.All(logins, login => Assert.EndsWith(".", login.Sentence, StringComparison.Ordinal));
        Assert.Equal(logins.Count, typeof(SimulatedLogins).GetProperties().Count(property => property.PropertyType == typeof(LoginScenario)));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_refused_login_is_refused_live_and_cached(string name, int status, string code, string sample)
    {
        var login = Named(name);

        var cached = await Caller.CachedAsync(login);
        var live = await Caller.LiveAsync(login);

        Assert.Equal((status, code), (cached.Status, cached.Code));
        Assert.Equal((status, code), (live.Status, live.Code));
        Sample.AssertSameShape(sample, live.Body, "Message");
    }

    [Theory]
    [InlineData(nameof(SimulatedLogins.WrongPassword))]
    [InlineData(nameof(SimulatedLogins.DisabledLogin))]
    [InlineData(nameof(SimulatedLogins.BankDown))]
    public async Task A_refused_login_has_no_data_to_read(string name)
    {
        var refused = await Caller.CachedAsync(Named(name));

        Assert.Equal("SESSION_NONEXISTENT", (await Caller.DetailAsync(refused.RequestId)).Code);
    }

    [Fact]
    public async Task NoMfa_has_its_data_at_the_first_call()
    {
        var session = await Caller.LiveAsync(SimulatedLogins.NoMfa);

        Assert.Equal(200, (await Caller.DetailAsync(session.RequestId)).Status);
    }

    [Fact]
    public async Task StaleButReadable_is_refused_and_can_be_read()
    {
        var refused = await Caller.CachedAsync(SimulatedLogins.StaleButReadable);

        Sample.AssertSameShape("authorize-401-question-not-found-cached", refused.Body);
        Assert.Equal(200, (await Caller.DetailAsync(refused.RequestId)).Status);
        Assert.Equal("QUESTION_NOT_FOUND", (await Caller.LiveAsync(SimulatedLogins.StaleButReadable)).Code);
    }

    [Theory]
    [InlineData(nameof(SimulatedLogins.BankDown), 120)]
    [InlineData(nameof(SimulatedLogins.Throttled), 30)]
    public async Task A_busy_one_says_when_to_come_back(string name, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), (await Caller.CachedAsync(Named(name))).RetryAfter);

    [Fact]
    public async Task Throttled_may_answer_429()
    {
        Flinks.Options.ThrottledStatus = 429;

        var reply = await Caller.CachedAsync(SimulatedLogins.Throttled);

        Assert.Equal(429, reply.Status);
        Sample.AssertSameShape("error-429-too-many-requests", reply.Body);
    }

    [Fact]
    public async Task CardInUse_is_free_after_20_seconds()
    {
        await Caller.LiveAsync(SimulatedLogins.CardInUse);
        Assert.Equal(400, (await Caller.DeleteAsync(SimulatedLogins.CardInUse.LoginId)).Status);

        Simulator.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(200, (await Caller.LiveAsync(SimulatedLogins.CardInUse)).Status);
        Assert.Equal(200, (await Caller.DeleteAsync(SimulatedLogins.CardInUse.LoginId)).Status);
    }

    [Fact]
    public async Task DispatchedOnce_lets_in_the_second_time()
    {
        var first = await Caller.LiveAsync(SimulatedLogins.DispatchedOnce);
        var second = await Caller.CachedAsync(SimulatedLogins.DispatchedOnce);

        Assert.Equal((202, 200), (first.Status, second.Status));
        Sample.AssertSameShape("accounts-detail-202-dispatched", first.Body);
        Assert.Equal(200, (await Caller.CollectAsync(first.RequestId)).Status);
    }

    [Fact]
    public async Task SessionExpiresOnce_is_fine_in_the_next_session()
    {
        var first = await Caller.CachedAsync(SimulatedLogins.SessionExpiresOnce);
        Assert.Equal("SESSION_EXPIRED", (await Caller.DetailAsync(first.RequestId)).Code);
        Assert.Equal("SESSION_EXPIRED", (await Caller.DetailAsync(first.RequestId)).Code);

        var second = await Caller.CachedAsync(SimulatedLogins.SessionExpiresOnce);

        Assert.Equal(200, (await Caller.DetailAsync(second.RequestId)).Status);
    }

    [Fact]
    public async Task MfaWithoutQuestions_answers_203_and_asks_nothing()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaWithoutQuestions);

        Assert.Equal(203, asked.Status);
        Assert.Empty(asked.Challenges);
    }

    [Fact]
    public async Task NoTransactions_has_accounts_without_rows()
    {
        var reply = await CollectAsync(SimulatedLogins.NoTransactions);

        Assert.All(reply.Accounts, account => Assert.Equal(0, account.GetProperty("Transactions").GetArrayLength()));
    }

    [Fact]
    public async Task NotSaved_has_no_Login_object()
    {
        Assert.False((await Caller.CachedAsync(SimulatedLogins.NotSaved)).Has("Login"));
        Assert.False((await CollectAsync(SimulatedLogins.NotSaved)).Has("Login"));
    }

    [Fact]
    public async Task Sizes_are_as_told()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.Big);

        Assert.InRange((await CollectAsync(SimulatedLogins.NoMfa)).Raw.Length, 6_000, 11_000);
        Assert.InRange((await Caller.DetailAsync(new { session.RequestId, DaysOfTransactions = "Days365" })).Raw.Length, 150_000, 190_000);
        Assert.InRange((await CollectAsync(SimulatedLogins.Huge)).Raw.Length, 18_000_000, 22_000_000);
    }

    [Fact]
    public async Task Each_can_be_connected_by_its_user_name_and_keeps_its_id()
    {
        var reply = await Caller.ConnectAsync(SimulatedLogins.NoMfa.Username);

        Assert.Equal(SimulatedLogins.NoMfa.LoginId, reply.Body.GetProperty("Login").GetProperty("Id").GetGuid());
    }

    private async Task<FlinksReply> CollectAsync(LoginScenario login) => await Caller.CollectAsync((await Caller.CachedAsync(login)).RequestId);

    private static LoginScenario Named(string name) =>
        Assert.IsType<LoginScenario>(typeof(SimulatedLogins).GetProperty(name)?.GetValue(null));
}
