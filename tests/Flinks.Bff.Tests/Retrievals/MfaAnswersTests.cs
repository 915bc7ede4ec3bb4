using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>A custom frontend asks the bank's questions itself.</summary>
public sealed class MfaAnswersTests
{
    private const string Prompt = "What city were you born in?";

    public static TheoryData<string> OneRoundLogins =>
    [
        .. SimulatedLogins.All.Where(login => login.Rounds is [{ Questions.Count: > 0 }]).Select(login => login.Username),
    ];

    [Theory]
    [MemberData(nameof(OneRoundLogins))]
    public async Task The_right_answers_bring_the_data(string username)
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var login = SimulatedLogins.All.Single(login => login.Username == username);
        var asked = await bff.As("alice").MeetChallengeAsync(login);

        var ready = await bff.As("alice").AnswerAsync(asked.RetrievalId, login.RightAnswers());
        var connection = await bff.As("alice").ShowConnectionAsync(asked.ConnectionId);

        Assert.Equal(200, ready.Status);
        Assert.Equal("live", ready.Source());
        Assert.Equal(asked.RetrievalId, ready.RetrievalId);
        Assert.Equal("active", connection.State);
        Assert.Equal("none", connection.NextAction);
    }

    [Fact]
    public async Task A_challenge_that_is_told_of_late_is_no_answer_to_its_answers()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        var challenge = await bff.ReadAsync(async db => new RetrievalMove(
            await db.Retrievals.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken), await db.Connections.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)));
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);

        var answering = bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");
        await gate.Arrived;
        bff.Services.GetRequiredService<RetrievalSignals>().Tell(challenge);
        gate.Open();

        Assert.Equal(200, (await answering).Status);
    }

    [Fact]
    public async Task Answers_are_sent_to_the_session_that_asked()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();

        await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");

        var sent = bff.Authorizes()[^1].Authorize!;
        Assert.Equal(asked.ResumeRequestId(), sent.RequestId);
        Assert.Equal(["Montreal"], sent.SecurityResponses![Prompt]);
        Assert.Null(sent.LoginId);
        Assert.Equal(asked.ResumeRequestId(), Assert.Single(bff.Details()).RequestId);
    }

    [Fact]
    public async Task A_wrong_answer_is_asked_for_again_and_restarts_the_window()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(TimeSpan.FromMinutes(5));

        var again = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Toronto");
        bff.Clock.Advance(TimeSpan.FromMinutes(5));
        var ready = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");

        Assert.Equal(203, again.Status);
        Assert.True(again.Json.GetProperty("retry").GetBoolean());
        Assert.Equal("INVALID_SECURITY_RESPONSE", again.FlinksCode());
        Assert.Equal(BffHost.Start + TimeSpan.FromMinutes(5) + RetrievalSteps.ResumeWindow, again.ResumeExpiresAt());
        Assert.Equal(200, ready.Status);
    }

    [Fact]
    public async Task A_wrong_answer_too_many_needs_a_new_connection()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Options.WrongAnswersAllowed = 1;
        var asked = await bff.As("alice").MeetChallengeAsync();

        var failed = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Toronto");

        Assert.Equal(409, failed.Status);
        Assert.Equal("reconnect_required", failed.Code);
        Assert.Equal("INVALID_SECURITY_RESPONSE_NO_RETRY", failed.FlinksCode());
        Assert.Equal("needsUser", (await bff.As("alice").ShowConnectionAsync(asked.ConnectionId)).State);
    }

    [Fact]
    public async Task Another_round_is_another_203()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync(SimulatedLogins.MfaTwoRounds);

        var next = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");
        var ready = await bff.As("alice").AnswerAsync(asked.RetrievalId, "What is the best country on Earth?", "Canada");

        Assert.Equal(203, next.Status);
        Assert.False(next.Json.GetProperty("retry").GetBoolean());
        Assert.Equal("What is the best country on Earth?", next.Json.GetProperty("securityChallenges")[0].GetProperty("prompt").GetString());
        Assert.Equal(asked.RetrievalId, next.RetrievalId);
        Assert.Equal(200, ready.Status);
    }

    [Theory]
    [InlineData("""{ "answers": { "What city were you born in?": ["Montreal"], "Something else?": ["x"] } }""")]
    [InlineData("""{ "answers": { "what city were you born in?": ["Montreal"] } }""")]
    [InlineData("""{ "answers": { "What city were you born in?": [] } }""")]
    [InlineData("""{ "answers": { "What city were you born in?": [""] } }""")]
    [InlineData("""{ "answers": { "What city were you born in?": null } }""")]
    [InlineData("""{ "answers": {} }""")]
    [InlineData("""{ "answers": null }""")]
    [InlineData("{}")]
    public async Task Answers_that_do_not_fit_the_questions_are_refused_and_not_sent(string body)
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var refused = await bff.As("alice").PostTextAsync($"/api/v1/retrievals/{asked.RetrievalId}/mfa-answers", body);

        Assert.Equal(400, refused.Status);
        Assert.Equal("validation_failed", refused.Code);
        Assert.StartsWith("answers", Assert.Single(refused.Json.GetProperty("errors").EnumerateObject()).Name, StringComparison.Ordinal);
        Assert.Single(bff.Authorizes());
        Assert.Equal(203, (await bff.As("alice").ShowAsync(asked.RetrievalId)).Status);
    }

    [Fact]
    public async Task A_question_that_is_left_out_is_refused()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync(SimulatedLogins.MfaThreeQuestions);
        var answers = SimulatedLogins.MfaThreeQuestions.RightAnswers().Skip(1).ToDictionary();

        var refused = await bff.As("alice").AnswerAsync(asked.RetrievalId, answers);

        Assert.Equal(400, refused.Status);
        Assert.True(refused.Json.GetProperty("errors").TryGetProperty("answers", out _));
    }

    [Fact]
    public async Task A_second_call_at_once_finds_nothing_waiting()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var first = bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");
        await gate.Arrived;

        var second = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");
        gate.Open();

        Assert.Equal(409, second.Status);
        Assert.Equal("not_waiting", second.Code);
        Assert.Equal("poll", second.NextAction);
        Assert.Equal(200, (await first).Status);
    }

    [Fact]
    public async Task Simultaneous_answers_are_sent_once()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal")));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(9, answers.Count(answer => answer.Status == 409 && answer.Code == "not_waiting"));
        Assert.Equal(2, bff.Authorizes().Count);
    }

    [Theory]
    [InlineData(502, null, "upstream_unavailable")]
    [InlineData(400, "CARD_IN_USE", "upstream_busy")]
    [InlineData(401, "RETRY_LATER", "institution_unavailable")]
    [InlineData(429, "TOO_MANY_REQUESTS", "upstream_busy")]
    public async Task Passing_trouble_leaves_the_challenge_open(int status, string? flinksCode, string code)
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, flinksCode is null ? Fault.Html(status) : Fault.Code(status, flinksCode));

        var refused = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");
        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId);
        var connection = await bff.As("alice").ShowConnectionAsync(asked.ConnectionId);
        var ready = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");

        Assert.Equal(503, refused.Status);
        Assert.Equal(code, refused.Code);
        Assert.Equal("wait", refused.NextAction);
        Assert.Equal(203, shown.Status);
        Assert.Equal("needsUser", connection.State);
        Assert.Equal(200, ready.Status);
    }

    [Theory]
    [InlineData("SESSION_EXPIRED")]
    [InlineData("SESSION_NONEXISTENT")]
    public async Task A_session_that_has_ended_ends_the_retrieval(string flinksCode)
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(400, flinksCode));

        var failed = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");
        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId);

        Assert.Equal(409, failed.Status);
        Assert.Equal("resume_window_closed", failed.Code);
        Assert.Equal("retrieve", failed.NextAction);
        Assert.Equal("resume_window_closed", shown.Code);
        Assert.Equal("active", (await bff.As("alice").ShowConnectionAsync(asked.ConnectionId)).State);
    }

    [Theory]
    [InlineData("UNKNOWN_CHALLENGE_KEY")]
    [InlineData("SECURITYRESPONSES_INCOMPLETE")]
    public async Task Answers_that_Flinks_cannot_match_are_refused_and_the_challenge_stays_open(string flinksCode)
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(401, flinksCode));

        var refused = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");
        var ready = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");

        Assert.Equal(400, refused.Status);
        Assert.Equal("validation_failed", refused.Code);
        Assert.Equal(flinksCode, refused.FlinksCode());
        Assert.True(refused.Json.GetProperty("errors").TryGetProperty("answers", out _));
        Assert.Equal(200, ready.Status);
    }

    [Fact]
    public async Task A_challenge_that_was_answered_elsewhere_goes_on_to_the_data()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.AnswerInWidgetAsync(asked);

        var ready = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");

        Assert.Equal(200, ready.Status);
        Assert.Single(bff.Lives());
    }

    [Fact]
    public async Task A_login_that_the_bank_has_locked_has_to_be_unlocked_there()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, Fault.Code(401, "DISABLED_LOGIN"));

        var failed = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");
        var connection = await bff.As("alice").ShowConnectionAsync(asked.ConnectionId);

        Assert.Equal(409, failed.Status);
        Assert.Equal("bank_action_required", failed.Code);
        Assert.Equal("visitBank", failed.NextAction);
        Assert.Equal("needsUser", connection.State);
        Assert.Equal("visitBank", connection.NextAction);
    }

    [Fact]
    public async Task When_nothing_waits_there_is_nothing_to_answer()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var refused = await bff.As("alice").AnswerAsync(ready.RetrievalId, Prompt, "Montreal");

        Assert.Equal(409, refused.Status);
        Assert.Equal("not_waiting", refused.Code);
        Assert.Single(bff.Authorizes());
    }
}
