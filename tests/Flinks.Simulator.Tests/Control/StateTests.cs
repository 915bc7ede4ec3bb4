using System.Net;
using System.Net.Http.Json;
using System.Text;
using Flinks.Simulator.Connect;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Control;

public sealed class StateTests : SimulatorTest
{
    [Fact]
    public async Task A_saved_state_goes_on_in_another_simulator()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaTwoRounds);
        await Caller.AnswerAsync(asked.RequestId, SimulatedLogins.MfaTwoRounds.RightAnswers());
        var stranger = await Caller.ConnectAsync("greatday_nomfa");
        var pending = await Caller.DetailAsync(stranger.RequestId);
        var token = Flinks.IssueToken();
        Flinks.Options.Connect.RedirectShape = RedirectShape.UrlOnly;
        Simulator.Clock.Advance(TimeSpan.FromMinutes(3));
        var saved = await Simulator.Http.GetStringAsync("/sim/state", RunningSimulator.Cancelled);

        await using var other = await RunningSimulator.StartAsync();
        using var loaded = await PutAsync(other, saved);

        Assert.Equal(HttpStatusCode.NoContent, loaded.StatusCode);
        Assert.Equal(Simulator.Clock.GetUtcNow(), other.Clock.GetUtcNow());
        Assert.Equal(RedirectShape.UrlOnly, other.Flinks.Options.Connect.RedirectShape);
        Assert.Equal(202, pending.Status);
        Assert.Equal(200, (await other.Caller.CollectAsync(stranger.RequestId)).Status);
        Assert.Equal(200, (await other.Caller.AuthorizeAsync(new { RequestId = asked.RequestId, SecurityResponses = SimulatedLogins.MfaTwoRounds.RightAnswers(1) }, token)).Status);
        Assert.Equal(
            Flinks.Logins.Select(login => (login.LoginId, login.Language, login.Scenario.Sentence)).ToHashSet(),
            other.Flinks.Logins.Select(login => (login.LoginId, login.Language, login.Scenario.Sentence)).ToHashSet());
    }

    [Fact]
    public async Task What_is_loaded_is_what_was_saved()
    {
        await Caller.CachedAsync(SimulatedLogins.NoMfa);
        var saved = await Simulator.Http.GetStringAsync("/sim/state", RunningSimulator.Cancelled);

        using var loaded = await PutAsync(Simulator, saved);

        Assert.Equal(HttpStatusCode.NoContent, loaded.StatusCode);
        Assert.Equal(saved, await Simulator.Http.GetStringAsync("/sim/state", RunningSimulator.Cancelled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"now":"2026-03-02T14:00:00Z","logins":null}""")]
    [InlineData("""{"now":"2026-03-02T14:00:00Z","logins":[null]}""")]
    [InlineData("""{"now":"9999-12-31T23:59:59Z"}""")]
    [InlineData("""{"now":"2026-03-02T14:00:00Z","knobs":{"Pony":"1"}}""")]
    [InlineData("""{"now":"2026-03-02T14:00:00Z","knobs":{"PollsBeforeReady":"-1"}}""")]
    [InlineData("""{"now":"2026-03-02T14:00:00Z","knobs":{"PollsBeforeReady":null}}""")]
    [InlineData("""{"now":"2026-03-02T14:00:00Z","tokens":[{"token":null,"issuedAt":"2026-03-02T14:00:00Z"}]}""")]
    public async Task What_was_not_saved_here_is_refused_and_changes_nothing(string body)
    {
        using var refused = await PutAsync(Simulator, body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(SimulatedLogins.All.Count, Flinks.Logins.Count);
    }

    [Fact]
    public async Task Knobs_are_turned_all_or_none()
    {
        using var refused = await PatchAsync(new { PollsBeforeReady = "7", IdleTimeout = "soon" });
        Assert.Equal((HttpStatusCode.BadRequest, 2), (refused.StatusCode, Flinks.Options.PollsBeforeReady));

        var values = new Dictionary<string, string>
        {
            ["PollsBeforeReady"] = "7",
            ["idletimeout"] = "00:01:00",
            ["Connect:AccountIdShape"] = "List",
            ["Webhooks:Copies"] = "2",
            ["WebhookUrl"] = "http://localhost:9/hook",
        };
        using var accepted = await PatchAsync(values);
        var listed = await Simulator.Http.GetFromJsonAsync<Dictionary<string, string>>("/sim/knobs", RunningSimulator.Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        Assert.Equal(
            (7, TimeSpan.FromMinutes(1), AccountIdShape.List, 2, "http://localhost:9/hook"),
            (Flinks.Options.PollsBeforeReady, Flinks.Options.IdleTimeout, Flinks.Options.Connect.AccountIdShape, Flinks.Options.Webhooks.Copies, Flinks.Options.WebhookUrl));
        Assert.Equal(("7", "List"), (listed!["PollsBeforeReady"], listed["Connect:AccountIdShape"]));
    }

    [Theory]
    [InlineData("Url", "http://elsewhere")]
    [InlineData("WebhookUrl", "not an address")]
    [InlineData("SecretKey", "")]
    [InlineData("Webhooks:Copies", "11")]
    [InlineData("Connect:RedirectShape", "17")]
    [InlineData("IdleTimeout", "-00:01:00")]
    [InlineData("WebhookAfter", "60.00:00:00")]
    public async Task A_knob_is_not_turned_too_far(string name, string value)
    {
        using var refused = await PatchAsync(new Dictionary<string, string> { [name] = value });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private Task<HttpResponseMessage> PatchAsync(object values) => Simulator.Http.PatchAsJsonAsync("/sim/knobs", values, RunningSimulator.Cancelled);

    private static async Task<HttpResponseMessage> PutAsync(RunningSimulator simulator, string state)
    {
        using var content = new StringContent(state, Encoding.UTF8, "application/json");
        return await simulator.Http.PutAsync("/sim/state", content, RunningSimulator.Cancelled);
    }
}
