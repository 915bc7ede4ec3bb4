using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.ConnectSessions;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Platform.Idempotency;

public sealed class IdempotencyTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;
    private static readonly (string, string) Key = ("Idempotency-Key", "order-66");

    [Fact]
    public async Task A_repeated_link_answers_with_the_retrieval_and_does_not_call_Flinks_again()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:TokenPool"] = "0");
        var first = await bff.As("alice").ConnectAsync(Login, null, Key);
        bff.Flinks.Calls.Clear();
        bff.Clock.Advance(TimeSpan.FromMinutes(2));

        var second = await bff.As("alice").ConnectAsync(Login, null, Key);

        Assert.Equal((200, first.Text), (second.Status, second.Text));
        Assert.Empty(bff.Flinks.Calls.All);
    }

    [Fact]
    public async Task A_repeated_call_is_answered_as_the_resource_stands_now()
    {
        await using var bff = await BffHost.StartAsync();
        var login = SimulatedLogins.NoMfaPending.LoginId;
        var pending = await bff.As("alice").ConnectAsync(login, null, Key);
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        await bff.PassAsync(TimeSpan.FromSeconds(10));

        var ready = await bff.As("alice").ConnectAsync(login, null, Key);
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{pending.ConnectionId}");
        var gone = await bff.As("alice").ConnectAsync(login, null, Key);

        Assert.Equal((202, 200, 404), (pending.Status, ready.Status, gone.Status));
        Assert.Equal(pending.RetrievalId, ready.RetrievalId);
    }

    [Fact]
    public async Task A_repeated_refresh_is_not_a_second_one()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var first = await bff.As("alice").RetrieveAsync(linked.ConnectionId, new { freshness = "live" }, Key);
        bff.Flinks.Calls.Clear();

        var second = await bff.As("alice").RetrieveAsync(linked.ConnectionId, new { freshness = "live" }, Key);

        Assert.Equal((200, first.RetrievalId), (second.Status, second.RetrievalId));
        Assert.Empty(bff.Flinks.Calls.All);
    }

    [Fact]
    public async Task A_repeated_answer_is_not_sent_to_the_bank_again()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
        var answers = new { answers = SimulatedLogins.MfaQuestion.RightAnswers() };
        var path = $"/api/v1/retrievals/{asked.RetrievalId}/mfa-answers";
        var first = await bff.As("alice").PostAsync(path, answers, Key);
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        bff.Flinks.Calls.Clear();

        var second = await bff.As("alice").PostAsync(path, answers, Key);

        Assert.Equal((202, 200), (first.Status, second.Status));
        Assert.Empty(bff.Flinks.Calls.All);
    }

    [Fact]
    public async Task A_repeated_resume_url_holds_a_fresh_token()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
        var path = $"/api/v1/retrievals/{asked.RetrievalId}/resume-url";

        var first = await bff.As("alice").PostAsync(path, null, Key);
        var second = await bff.As("alice").PostAsync(path, null, Key);

        Assert.Equal((203, 203), (first.Status, second.Status));
        Assert.NotEqual(new IframeUrl(first.NextUrl!).Parameters["authorizeToken"], new IframeUrl(second.NextUrl!).Parameters["authorizeToken"]);
        Assert.Equal(new IframeUrl(first.NextUrl!).Parameters["requestId"], new IframeUrl(second.NextUrl!).Parameters["requestId"]);
    }

    [Fact]
    public async Task A_repeated_resume_url_is_refused_once_nothing_waits_any_more()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
        var path = $"/api/v1/retrievals/{asked.RetrievalId}/resume-url";

        await bff.As("alice").PostAsync(path, null, Key);
        await bff.As("alice").DeleteAsync($"/api/v1/retrievals/{asked.RetrievalId}");
        var again = await bff.As("alice").PostAsync(path, null, Key);

        Assert.Equal((409, "not_waiting"), (again.Status, again.Code));
    }

    [Fact]
    public async Task A_repeated_connect_session_is_the_same_with_a_fresh_token()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var body = new { redirectUrl = RedirectSettings.App, language = "fr", institutionId = "14", accountSelector = new { enabled = true }, options = new { daysOfTransactions = 365 } };

        var first = await bff.As("alice").PostAsync("/api/v1/connect-sessions", body, Key);
        var second = await bff.As("alice").PostAsync("/api/v1/connect-sessions", body, Key);

        var (before, after) = (IframeUrl.Of(first), IframeUrl.Of(second));
        string[] fresh = ["authorizeToken", "redirectUrl", "bff_signature"];
        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.Equal(first.Json.GetProperty("connectSessionId").GetGuid(), second.Json.GetProperty("connectSessionId").GetGuid());
        Assert.Equal(before.Path, after.Path);
        Assert.Equal(before.Parameters.Where(parameter => !fresh.Contains(parameter.Key)), after.Parameters.Where(parameter => !fresh.Contains(parameter.Key)));
        Assert.NotEqual(before.Parameters["authorizeToken"], after.Parameters["authorizeToken"]);
        Assert.Equal(303, (await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={Login}&state={after.State}")).Status);
        Assert.Equal(1, await bff.ReadAsync(db => db.ConnectSessions.CountAsync()));
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_a_mismatch()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(Login, null, Key);

        var other = await bff.As("alice").ConnectAsync(SimulatedLogins.Big.LoginId, null, Key);

        Assert.Equal((422, "idempotency_mismatch", "none"), (other.Status, other.Code, other.NextAction));
        Assert.Single(await bff.As("alice").ListConnectionsAsync());
    }

    [Fact]
    public async Task The_same_key_means_something_else_for_another_user_and_on_another_route()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login, null, Key);

        var bobs = await bff.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId, null, Key);
        var session = await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { }, Key);
        var retrieval = await bff.As("alice").RetrieveAsync(linked.ConnectionId, null, Key);

        Assert.Equal((200, 201, 200), (bobs.Status, session.Status, retrieval.Status));
        Assert.NotEqual(linked.RetrievalId, retrieval.RetrievalId);
    }

    [Fact]
    public async Task Calls_at_once_under_one_key_make_one_resource()
    {
        await using var bff = await BffHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => bff.As("alice").PostAsync("/api/v1/connect-sessions", new { }, Key))));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Single(answers.Select(answer => answer.Json.GetProperty("connectSessionId").GetGuid()).Distinct());
        Assert.Equal(1, await bff.ReadAsync(db => db.ConnectSessions.CountAsync()));
    }

    [Fact]
    public async Task Calls_at_once_on_two_instances_are_answered_with_one_connect_session()
    {
        await using var one = await BffHost.StartAsync();
        await using var other = await one.StartAnotherAsync();
        var gates = new[] { one.Flinks.Faults.Hold(FlinksEndpoint.GenerateAuthorizeToken), one.Flinks.Faults.Hold(FlinksEndpoint.GenerateAuthorizeToken) };

        var calls = new[] { one, other }.Select(bff => bff.As("alice").PostAsync("/api/v1/connect-sessions", new { }, Key)).ToList();
        await Task.WhenAll(gates.Select(gate => gate.Arrived));
        Array.ForEach(gates, gate => gate.Open());
        var answers = await Task.WhenAll(calls);

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Single(answers.Select(answer => answer.Json.GetProperty("connectSessionId").GetGuid()).Distinct());
    }

    [Theory]
    [InlineData("live")]
    [InlineData("cached")]
    public async Task Calls_at_once_on_two_instances_make_one_retrieval(string freshness)
    {
        Assert.SkipWhen(TestedProvider.Current == DatabaseProvider.Sqlite, "One instance has a SQLite file to itself.");
        await using var one = await BffHost.StartAsync();
        await using var other = await one.StartAnotherAsync();
        var linked = await one.As("alice").ConnectAsync(Login);
        one.Flinks.Calls.Clear();
        var gate = one.Flinks.Faults.Hold(FlinksEndpoint.Authorize);

        var first = one.As("alice").RetrieveAsync(linked.ConnectionId, new { freshness }, Key);
        await gate.Arrived;
        var second = other.As("alice").RetrieveAsync(linked.ConnectionId, new { freshness }, Key, ("Prefer", "wait=1"));
        await Until.TrueAsync(() => one.ReadAsync(db => db.Retrievals.AnyAsync(row => row.WantedElsewhere, TestContext.Current.CancellationToken)));
        gate.Open();
        await first;
        await Until.TrueAsync(() =>
        {
            one.Clock.Advance(TimeSpan.FromSeconds(1));
            return second.IsCompleted;
        });
        var answers = await Task.WhenAll(first, second);

        Assert.Single(answers.Select(answer => answer.RetrievalId).Distinct());
        Assert.Single(one.Flinks.Calls.All, call => call.Endpoint == FlinksEndpoint.Authorize);
    }

    [Fact]
    public async Task A_key_outlives_a_restart()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { }, Key);

        await bff.RestartAsync();
        var second = await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { }, Key);
        var other = await bff.As("alice").PostAsync("/api/v1/connect-sessions", new { language = "fr" }, Key);

        Assert.Equal(first.Json.GetProperty("connectSessionId").GetGuid(), second.Json.GetProperty("connectSessionId").GetGuid());
        Assert.Equal(422, other.Status);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_finds_what_the_call_made()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        using var hangUp = new CancellationTokenSource();
        var call = bff.As("alice").HangingUp(hangUp.Token).RetrieveAsync(linked.ConnectionId, new { freshness = "live" }, Key);
        await gate.Arrived;

        await hangUp.CancelAsync();
        gate.Open();
        await Task.WhenAny(call);
        await bff.SettleAsync();
        var again = await bff.As("alice").RetrieveAsync(linked.ConnectionId, new { freshness = "live" }, Key);

        Assert.Equal((200, "live"), (again.Status, again.Json.GetProperty("source").GetString()));
    }
}
