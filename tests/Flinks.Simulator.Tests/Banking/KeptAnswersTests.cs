using System.Text.Json.Nodes;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Banking;

/// <summary>Answers to a bank's questions that Flinks keeps.</summary>
public sealed class KeptAnswersTests : SimulatorTest
{
    private static readonly Guid Login = SimulatedLogins.MfaThreeQuestions.LoginId;

    [Fact]
    public async Task Questions_have_their_recorded_shape_and_are_those_of_the_bank()
    {
        var listed = await Caller.QuestionsAsync(Login);

        Sample.AssertSameShape("mfa-questions-200", listed.Body);
        Assert.Equal(SimulatedLogins.MfaThreeQuestions.RightAnswers().Keys, Questions(listed));
    }

    [Fact]
    public async Task A_recorded_answer_is_kept()
    {
        var request = JsonNode.Parse(await File.ReadAllTextAsync(Sample.PathOf("request-answer-mfa-questions"), RunningSimulator.Cancelled))!.AsObject();
        request["LoginId"] = SimulatedLogins.MfaQuestion.LoginId;

        var kept = await Caller.PatchAsync("AnswerMFAQuestions", request);

        Sample.AssertSameShape("answer-mfa-questions-200", kept.Body);
        Assert.Empty(Questions(await Caller.QuestionsAsync(SimulatedLogins.MfaQuestion.LoginId)));
    }

    [Fact]
    public async Task With_all_answers_kept_the_person_is_not_asked()
    {
        await KeepAsync(SimulatedLogins.MfaThreeQuestions.RightAnswers().ToDictionary(right => right.Key, right => right.Value[0]));

        var live = await Caller.LiveAsync(SimulatedLogins.MfaThreeQuestions);

        Assert.Equal(200, live.Status);
    }

    [Fact]
    public async Task A_wrong_one_is_forgotten_once_the_bank_has_asked()
    {
        var answers = SimulatedLogins.MfaThreeQuestions.RightAnswers().ToDictionary(right => right.Key, right => right.Value[0]);
        var wrong = answers.Keys.First();
        answers[wrong] = "Nobody's answer";
        await KeepAsync(answers);
        var before = Questions(await Caller.QuestionsAsync(Login));

        var live = await Caller.LiveAsync(SimulatedLogins.MfaThreeQuestions);

        Assert.Empty(before);
        Assert.Equal(203, live.Status);
        Assert.Equal([wrong], Questions(await Caller.QuestionsAsync(Login)));
    }

    [Fact]
    public async Task An_unknown_login_has_none()
    {
        var listed = await Caller.QuestionsAsync(Guid.NewGuid());
        var kept = await Caller.PatchAsync("AnswerMFAQuestions", new { LoginId = Guid.NewGuid(), Questions = new[] { new { Question = "?", Answer = "!" } } });
        var nothing = await Caller.PatchAsync("AnswerMFAQuestions", new { LoginId = Login });

        Assert.Equal([(400, "INVALID_LOGIN"), (400, "INVALID_LOGIN"), (400, "INVALID_REQUEST")], new[] { listed, kept, nothing }.Select(reply => (reply.Status, reply.Text("FlinksCode"))));
    }

    private Task<FlinksReply> KeepAsync(Dictionary<string, string> answers) => Caller.PatchAsync(
        "AnswerMFAQuestions", new { LoginId = Login, Questions = answers.Select(answer => new { Question = answer.Key, Answer = answer.Value }).ToList() });

    private static IEnumerable<string?> Questions(FlinksReply reply) => reply.Body.GetProperty("Questions").EnumerateArray().Select(item => item.GetProperty("Question").GetString());
}
