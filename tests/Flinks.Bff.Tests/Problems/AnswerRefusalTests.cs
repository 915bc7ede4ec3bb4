using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.Problems;

/// <summary>What becomes of each refusal of the person's answers (contract 6).</summary>
public sealed class AnswerRefusalTests(SharedBff bff) : IClassFixture<SharedBff>
{
    [Theory]
    [InlineData("UNKNOWN_CHALLENGE_KEY", true)]
    [InlineData("UNKNOWN_CHALLENGE_KEY", false)]
    [InlineData("SECURITYRESPONSES_INCOMPLETE", true)]
    public async Task Answers_in_a_form_that_Flinks_refuses_are_invalid_and_the_challenge_stays_open(string flinksCode, bool session)
    {
        var (person, asked) = await AskAsync();
        bff.Host.Flinks.Faults.Next(FlinksEndpoint.Authorize, FlinksRefusal.Of(401, flinksCode, session));

        var refused = await AnswerAsync(person, asked);
        var still = await person.Client.GetAsync($"/api/v1/retrievals/{asked.RetrievalId}");
        var ready = await AnswerAsync(person, asked);

        ExpectedProblem.Of("validation_failed").Meets(refused, flinksCode);
        Assert.Equal(["answers"], refused.Json.GetProperty("errors").EnumerateObject().Select(member => member.Name));
        Assert.Equal((203, 200), (still.Status, ready.Status));
    }

    [Theory]
    [InlineData("SESSION_EXPIRED")]
    [InlineData("SESSION_NONEXISTENT")]
    public async Task A_session_that_ended_while_the_person_thought_closes_the_window(string flinksCode)
    {
        var (person, asked) = await AskAsync();
        bff.Host.Flinks.Faults.Next(FlinksEndpoint.Authorize, FlinksRefusal.Of(400, flinksCode, session: false));

        var refused = await AnswerAsync(person, asked);
        var ended = await person.Client.GetAsync($"/api/v1/retrievals/{asked.RetrievalId}");

        ExpectedProblem.Of("resume_window_closed").Meets(refused, flinksCode);
        ExpectedProblem.Of("resume_window_closed").EndedAs(ended, flinksCode);
    }

    [Fact]
    public async Task A_challenge_that_was_answered_before_goes_on_to_the_data()
    {
        var (person, asked) = await AskAsync();
        bff.Host.Flinks.Faults.Next(FlinksEndpoint.Authorize, FlinksRefusal.Of(401, "ALREADY_AUTHORIZED", session: true) with { AfterWork = true });

        var ready = await AnswerAsync(person, asked);

        Assert.Equal((200, "ready", "live"), (ready.Status, ready.State, ready.Json.GetProperty("source").GetString()));
    }

    [Theory]
    [InlineData(401, "INVALID_SECURITY_RESPONSE_NO_RETRY", "reconnect_required")]
    [InlineData(401, "INVALID_SECURITY_RESPONSE", "reconnect_required")]
    [InlineData(401, "INVALID_PASSWORD", "reconnect_required")]
    [InlineData(401, "DISABLED_LOGIN", "bank_action_required")]
    public async Task A_final_no_ends_the_retrieval(int status, string flinksCode, string code)
    {
        var (person, asked) = await AskAsync();
        bff.Host.Flinks.Faults.Next(FlinksEndpoint.Authorize, FlinksRefusal.Of(status, flinksCode, session: true));

        var refused = await AnswerAsync(person, asked);
        var ended = await person.Client.GetAsync($"/api/v1/retrievals/{asked.RetrievalId}");

        ExpectedProblem.Of(code).Meets(refused, flinksCode);
        ExpectedProblem.Of(code).EndedAs(ended, flinksCode);
    }

    [Theory]
    [InlineData(500, "AGGREGATION_ERROR", "upstream_failed")]
    [InlineData(401, "RETRY_LATER", "institution_unavailable")]
    [InlineData(401, "TOO_MANY_REQUESTS", "upstream_busy")]
    [InlineData(400, "CARD_IN_USE", "upstream_busy")]
    [InlineData(503, null, "upstream_unavailable")]
    [InlineData(401, "UNAUTHORIZED", "upstream_rejected_us")]
    public async Task Passing_trouble_is_told_and_the_challenge_stays_open(int status, string? flinksCode, string code)
    {
        var (person, asked) = await AskAsync();
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.Authorize, FlinksRefusal.Of(status, flinksCode, session: false));

        var refused = await AnswerAsync(person, asked);
        bff.Host.Flinks.Faults.Clear();
        var ready = await AnswerAsync(person, asked);

        ExpectedProblem.Of(code).Meets(refused, flinksCode);
        Assert.Equal((200, "ready"), (ready.Status, ready.State));
    }

    [Fact]
    public async Task A_wrong_answer_is_asked_for_again()
    {
        var (person, asked) = await AskAsync();
        var prompt = SimulatedLogins.MfaQuestion.RightAnswers().Keys.Single();

        var again = await person.Client.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/mfa-answers", new { answers = new Dictionary<string, string[]> { [prompt] = ["Toronto"] } });

        Assert.Equal((203, "mfaRequired", true), (again.Status, again.State, again.Json.GetProperty("retry").GetBoolean()));
        Assert.Equal("INVALID_SECURITY_RESPONSE", again.Json.GetProperty("flinksCode").GetString());
    }

    [Fact]
    public async Task A_refusal_with_a_challenge_is_a_challenge_even_where_nothing_was_answered()
    {
        foreach (var freshness in new[] { "cached", "live" })
        {
            var person = bff.Newcomer();
            bff.Host.Flinks.Faults.Next(FlinksEndpoint.Authorize, new Simulator.Faults.Fault.Answer(
                401,
                """{"HttpStatusCode":401,"FlinksCode":"QUESTION_NOT_FOUND","RequestId":"51510000-0000-4000-8000-0000000000ff","SecurityChallenges":[{"Type":"QuestionAndAnswer","Prompt":"Which city?"}]}"""));

            var asked = await person.ConnectAsync(freshness);

            Assert.Equal((203, "mfaRequired", "Which city?"), (asked.Status, asked.State, asked.Json.GetProperty("securityChallenges")[0].GetProperty("prompt").GetString()));
        }
    }

    private async Task<(Newcomer Person, BffAnswer Asked)> AskAsync()
    {
        var person = bff.Newcomer(plain => plain with { Rounds = SimulatedLogins.MfaQuestion.Rounds });
        var asked = await person.ConnectAsync("live");
        Assert.Equal(203, asked.Status);
        return (person, asked);
    }

    private static Task<BffAnswer> AnswerAsync(Newcomer person, BffAnswer asked) => person.Client.PostAsync(
        $"/api/v1/retrievals/{asked.RetrievalId}/mfa-answers", new { answers = SimulatedLogins.MfaQuestion.RightAnswers() });
}
