using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Control;

public sealed class SessionControlTests : SimulatorTest
{
    [Fact]
    public async Task Sessions_and_their_polls_are_listed()
    {
        var session = (await Caller.CachedAsync(SimulatedLogins.NoMfaPending)).RequestId;
        await Caller.DetailAsync(session);

        var listed = (await GetAsync("/sim/sessions"))[0];

        Assert.Equal((session, "Collecting", 1), (listed.GetProperty("requestId").GetGuid(), listed.GetProperty("state").GetString(), listed.GetProperty("polls").GetInt32()));
    }

    [Fact]
    public async Task A_session_is_made_ready_or_pending_or_expired()
    {
        var session = (await Caller.CachedAsync(SimulatedLogins.NeverReady)).RequestId;

        await PostAsync($"/sim/sessions/{session}/ready");
        Assert.Equal(200, (await Caller.DetailAsync(session)).Status);
        await PostAsync($"/sim/sessions/{session}/pending", new { polls = 1 });
        Assert.Equal(202, (await Caller.PollDetailAsync(session)).Status);
        Assert.Equal(200, (await Caller.PollDetailAsync(session)).Status);
        await PostAsync($"/sim/sessions/{session}/expire");

        Assert.Equal("SESSION_EXPIRED", (await Caller.PollDetailAsync(session)).Code);
    }

    [Fact]
    public async Task A_session_that_is_over_or_unknown_is_left_alone()
    {
        var session = (await Caller.CachedAsync(SimulatedLogins.NoMfa)).RequestId;
        await PostAsync($"/sim/sessions/{session}/expire");

        Assert.Equal(HttpStatusCode.Conflict, await PostAsync($"/sim/sessions/{session}/ready"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"/sim/sessions/{Guid.NewGuid()}/ready"));
    }

    [Fact]
    public async Task Tokens_are_issued_listed_and_forgotten()
    {
        using var issued = await Simulator.Http.PostAsync("/sim/tokens", null, RunningSimulator.Cancelled);
        var token = (await issued.Content.ReadFromJsonAsync<JsonElement>(RunningSimulator.Cancelled)).GetProperty("token").GetString();
        Assert.Equal(token, (await GetAsync("/sim/tokens"))[0].GetProperty("token").GetString());

        using var forgotten = await Simulator.Http.DeleteAsync("/sim/tokens", RunningSimulator.Cancelled);

        Assert.Equal(0, (await GetAsync("/sim/tokens")).GetArrayLength());
        Assert.Equal("UNAUTHORIZED", (await Caller.AuthorizeAsync(new { SimulatedLogins.NoMfa.LoginId, MostRecentCached = true }, token)).Code);
    }

    [Fact]
    public async Task A_login_is_given_another_scenario()
    {
        var loginId = SimulatedLogins.NoMfa.LoginId;

        using var given = await Simulator.Http.PutAsJsonAsync($"/sim/logins/{loginId}", new { scenario = SimulatedLogins.MfaQuestion.Name }, RunningSimulator.Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, given.StatusCode);
        Assert.Equal(203, (await Caller.LiveAsync(SimulatedLogins.NoMfa)).Status);
        Assert.Equal(SimulatedLogins.NoMfa.Username, Flinks.FindLogin(loginId)?.Scenario.Username);
    }

    [Fact]
    public async Task A_login_is_made_and_forgotten()
    {
        var loginId = Guid.NewGuid();
        using var made = await Simulator.Http.PutAsJsonAsync($"/sim/logins/{loginId}", new { scenario = "no mfa", username = "me", bank = "9006" }, RunningSimulator.Cancelled);
        Assert.Equal("Pretend Prairie Bank", (await Caller.AuthorizeAsync(new { LoginId = loginId, MostRecentCached = true })).Text("Institution"));

        using var forgotten = await Simulator.Http.DeleteAsync($"/sim/logins/{loginId}", RunningSimulator.Cancelled);
        using var again = await Simulator.Http.DeleteAsync($"/sim/logins/{loginId}", RunningSimulator.Cancelled);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (forgotten.StatusCode, again.StatusCode));
        Assert.Equal("INVALID_LOGIN", (await Caller.AuthorizeAsync(new { LoginId = loginId, MostRecentCached = true })).Code);
    }

    [Fact]
    public async Task A_scenario_or_bank_that_nobody_knows_is_refused()
    {
        var loginId = Guid.NewGuid();

        using var pony = await Simulator.Http.PutAsJsonAsync($"/sim/logins/{loginId}", new { scenario = "pony" }, RunningSimulator.Cancelled);
        using var stable = await Simulator.Http.PutAsJsonAsync($"/sim/logins/{loginId}", new { scenario = "No MFA", bank = "stable" }, RunningSimulator.Cancelled);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (pony.StatusCode, stable.StatusCode));
    }

    [Theory]
    [InlineData("-00:01:00")]
    [InlineData("4000.00:00:00")]
    public async Task The_clock_is_moved_neither_back_nor_out_of_the_calendar(string advance)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/sim/clock", new { advance }));
    }

    [Fact]
    public async Task The_control_page_shows_what_there_is()
    {
        await Caller.CachedAsync(SimulatedLogins.NoMfa);

        var html = await Simulator.Http.GetStringAsync("/control", RunningSimulator.Cancelled);

        Assert.All(
            ["clock", "next", "faults", "logins", "sessions", "tokens", "webhooks", "knobs", "state", "calls"],
            section => Assert.Contains($"<section id=\"{section}\"", html, StringComparison.Ordinal));
        Assert.Contains(SimulatedLogins.NoMfa.LoginId.ToString(), html, StringComparison.Ordinal);
    }

    private Task<JsonElement> GetAsync(string address) => Simulator.Http.GetFromJsonAsync<JsonElement>(address, RunningSimulator.Cancelled);

    private async Task<HttpStatusCode> PostAsync(string address, object? body = null)
    {
        using var response = await Simulator.Http.PostAsJsonAsync(address, body ?? new { }, RunningSimulator.Cancelled);
        return response.StatusCode;
    }
}
