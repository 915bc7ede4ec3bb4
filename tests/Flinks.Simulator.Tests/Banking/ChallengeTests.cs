using Flinks.Simulator.Banks;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Banking;

public sealed class ChallengeTests : SimulatorTest
{
    private static readonly object Wrong = new Dictionary<string, string[]> { ["What city were you born in?"] = ["Paris"] };

    public static TheoryData<string, string> Kinds() => new()
    {
        { nameof(SimulatedLogins.MfaQuestion), "authorize-203-question" },
        { nameof(SimulatedLogins.MfaThreeQuestions), "authorize-203-multiple-questions" },
        { nameof(SimulatedLogins.MfaTwoRounds), "authorize-203-question" },
        { nameof(SimulatedLogins.MfaPickQuestion), "authorize-203-question-with-iterables" },
        { nameof(SimulatedLogins.MfaChoice), "authorize-203-multiple-choice" },
        { nameof(SimulatedLogins.MfaMultipleChoice), "authorize-203-multiple-choice-multiple-answers" },
        { nameof(SimulatedLogins.MfaTextOrCall), "authorize-203-text-or-call" },
        { nameof(SimulatedLogins.MfaImage), "authorize-203-image-selection" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_of_question_is_asked_in_Flinks_shape_and_can_be_answered(string name, string sample)
    {
        var login = Named(name);

        var reply = await Caller.LiveAsync(login);
        Assert.Equal(203, reply.Status);
        Sample.AssertSameShape(sample, reply.Body, "Tag");
        for (var round = 0; round < login.Rounds.Count; round++)
        {
            Assert.Equal(203, reply.Status);
            reply = await Caller.AnswerAsync(reply.RequestId, login.RightAnswers(round));
        }

        Assert.Equal(200, reply.Status);
        Assert.Equal(Simulator.Clock.GetUtcNow().UtcDateTime, reply.LastRefresh);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_login_that_asks_when_live_lets_in_when_cached(string name, string sample)
    {
        Assert.NotNull(sample);
        Assert.Equal(200, (await Caller.CachedAsync(Named(name))).Status);
    }

    [Fact]
    public async Task Greatday_asks_three_questions_one_after_the_other_with_the_same_RequestId()
    {
        var first = await Caller.ConnectAsync("Greatday");
        var second = await Caller.AnswerAsync(first.RequestId, TestUsers.Greatday.RightAnswers(0));
        var third = await Caller.AnswerAsync(first.RequestId, TestUsers.Greatday.RightAnswers(1));
        var last = await Caller.AnswerAsync(first.RequestId, TestUsers.Greatday.RightAnswers(2));

        Assert.Equal([203, 203, 203, 200], [first.Status, second.Status, third.Status, last.Status]);
        Assert.Single(new[] { first, second, third, last }.Select(reply => reply.RequestId).Distinct());
    }

    [Fact]
    public async Task A_French_session_asks_in_French()
    {
        var reply = await Caller.ConnectAsync("Greatday", language: "fr");

        Assert.Equal("Dans quelle ville êtes-vous né?", reply.Challenges[0].GetProperty("Prompt").GetString());
        Assert.Equal(203, (await Caller.AnswerAsync(reply.RequestId, TestUsers.Greatday.RightAnswers(0, "fr"))).Status);
    }

    [Fact]
    public async Task Answers_are_compared_without_case_and_outer_blanks()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);

        var answered = await Caller.AnswerAsync(asked.RequestId, new Dictionary<string, string[]> { ["What city were you born in?"] = [" montreal "] });

        Assert.Equal(200, answered.Status);
    }

    [Fact]
    public async Task A_wrong_answer_is_asked_again_and_the_third_one_ends_the_session()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);

        var first = await Caller.AnswerAsync(asked.RequestId, Wrong);
        var second = await Caller.AnswerAsync(asked.RequestId, Wrong);
        var third = await Caller.AnswerAsync(asked.RequestId, Wrong);
        var afterwards = await Caller.AnswerAsync(asked.RequestId, Wrong);

        Sample.AssertSameShape("authorize-401-invalid-security-response", first.Body);
        Assert.Equal("INVALID_SECURITY_RESPONSE", second.Code);
        Sample.AssertSameShape("authorize-401-invalid-security-response-no-retry", third.Body);
        Assert.Equal("SESSION_NONEXISTENT", afterwards.Code);
    }

    [Fact]
    public async Task A_wrong_answer_may_be_followed_by_a_right_one()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);

        await Caller.AnswerAsync(asked.RequestId, Wrong);
        var answered = await Caller.AnswerAsync(asked.RequestId, SimulatedLogins.MfaQuestion.RightAnswers());

        Assert.Equal(200, answered.Status);
    }

    [Fact]
    public async Task A_wrong_code_ends_the_session()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaTextOrCall);
        await Caller.AnswerAsync(asked.RequestId, SimulatedLogins.MfaTextOrCall.RightAnswers(0));

        var reply = await Caller.AnswerAsync(asked.RequestId, new Dictionary<string, string[]> { ["Enter the code we just sent"] = ["000000"] });

        Assert.Equal("INVALID_SECURITY_RESPONSE_NO_RETRY", reply.Code);
    }

    [Fact]
    public async Task An_empty_answer_is_asked_again()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);

        Assert.Equal(203, (await Caller.AnswerAsync(asked.RequestId, new { })).Status);
    }

    [Fact]
    public async Task A_key_that_is_not_a_prompt_is_refused()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);

        var reply = await Caller.AnswerAsync(asked.RequestId, new Dictionary<string, string[]> { ["what city were you born in?"] = ["Montreal"] });

        Sample.AssertSameShape("authorize-401-unknown-challenge-key", reply.Body);
    }

    [Fact]
    public async Task All_questions_must_be_answered_at_once()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaThreeQuestions);

        var reply = await Caller.AnswerAsync(asked.RequestId, new Dictionary<string, string[]> { ["What colour is the moon door?"] = ["Blue"] });

        Sample.AssertSameShape("authorize-401-securityresponses-incomplete", reply.Body);
    }

    [Fact]
    public async Task An_open_session_needs_no_answer()
    {
        var open = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        Assert.Equal("ALREADY_AUTHORIZED", (await Caller.AnswerAsync(open.RequestId, Wrong)).Code);
    }

    [Fact]
    public async Task A_question_waits_eight_minutes_from_the_last_call()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);
        Simulator.Clock.Advance(TimeSpan.FromMinutes(7));
        await Caller.AnswerAsync(asked.RequestId, Wrong);
        Simulator.Clock.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal("INVALID_SECURITY_RESPONSE", (await Caller.AnswerAsync(asked.RequestId, Wrong)).Code);

        Simulator.Clock.Advance(TimeSpan.FromMinutes(8));

        var late = await Caller.AnswerAsync(asked.RequestId, SimulatedLogins.MfaQuestion.RightAnswers());
        Assert.Equal(400, late.Status);
        Sample.AssertSameShape("error-400-session-expired", late.Body);
    }

    [Fact]
    public async Task An_unknown_session_takes_no_answer()
    {
        var reply = await Caller.AnswerAsync(Guid.NewGuid(), Wrong);

        Sample.AssertSameShape("error-400-session-nonexistent", reply.Body);
    }

    [Fact]
    public async Task Data_are_closed_while_a_question_is_open()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);

        var reply = await Caller.DetailAsync(asked.RequestId);

        Assert.Equal((401, "UNAUTHORIZED"), (reply.Status, reply.Code));
    }

    private static LoginScenario Named(string name) =>
        Assert.IsType<LoginScenario>(typeof(SimulatedLogins).GetProperty(name)?.GetValue(null));
}
