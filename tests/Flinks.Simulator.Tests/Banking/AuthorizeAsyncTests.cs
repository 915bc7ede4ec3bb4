using System.Text.Json.Nodes;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Banking;

/// <summary>Authorize in two calls.</summary>
public sealed class AuthorizeAsyncTests : SimulatorTest
{
    [Fact]
    public async Task The_recorded_calls_start_a_session_and_ask_what_became_of_it()
    {
        var start = await RecordedAsync("request-authorize-async-start");
        start["LoginId"] = SimulatedLogins.NoMfa.LoginId;
        var started = await Caller.AuthorizeAsyncAsync(start);
        var poll = await RecordedAsync("request-authorize-async-poll");
        poll["RequestId"] = started.RequestId;

        var authorized = await Caller.AuthorizeAsyncAsync(poll);
        var again = await Caller.AuthorizeAsyncAsync(poll);

        Sample.AssertSameShape("authorize-async-202", started.Body);
        Assert.Equal((202, 200, 200), (started.Status, authorized.Status, again.Status));
        Assert.Equal(200, (await Caller.CollectAsync(started.RequestId)).Status);
    }

    [Fact]
    public async Task Questions_are_answered_in_two_calls_too()
    {
        var login = SimulatedLogins.MfaQuestion;
        var started = await Caller.AuthorizeAsyncAsync(new { login.LoginId, MostRecentCached = false, Save = true });

        var asked = await Caller.AuthorizeAsyncAsync(new { started.RequestId });
        var answered = await Caller.AuthorizeAsyncAsync(new { started.RequestId, SecurityResponses = login.RightAnswers() });
        var authorized = await Caller.AuthorizeAsyncAsync(new { started.RequestId });

        Assert.Equal((202, 203, 202, 200), (started.Status, asked.Status, answered.Status, authorized.Status));
    }

    [Fact]
    public async Task What_opens_no_session_is_refused_at_once()
    {
        var unknown = await Caller.AuthorizeAsyncAsync(new { LoginId = Guid.NewGuid(), MostRecentCached = false });
        var nobodys = await Caller.AuthorizeAsyncAsync(new { RequestId = Guid.NewGuid() });

        Assert.Equal([(400, "INVALID_LOGIN"), (400, "SESSION_NONEXISTENT")], new[] { unknown, nobodys }.Select(reply => (reply.Status, reply.Text("FlinksCode"))));
    }

    private static async Task<JsonObject> RecordedAsync(string sample) => JsonNode.Parse(await File.ReadAllTextAsync(Sample.PathOf(sample), RunningSimulator.Cancelled))!.AsObject();
}
