using Flinks.Simulator.Banks;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Connect;

public sealed class ResumePageTests : SimulatorTest
{
    private const string Callback = "https%3A%2F%2Fapp.example.test%2Fbank%2Fcallback%3Fstate%3Dst_9f2c";

    [Fact]
    public async Task A_resumed_session_tells_what_Flinks_tells()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);
        var page = await ResumeAsync(asked.RequestId, $"&redirectUrl={Callback}");

        await page.SubmitAsync(("answer-0", "Montreal"));

        Transcript.AssertSame("event-flow-resume-mfa", page.Events);
    }

    [Fact]
    public async Task An_answered_session_has_new_data_for_a_cached_authorize()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);
        var page = await ResumeAsync(asked.RequestId);
        await page.SubmitAsync(("answer-0", "Montreal"));

        var cached = await Caller.CachedAsync(SimulatedLogins.MfaQuestion);

        Assert.Equal(Simulator.Clock.GetUtcNow().UtcDateTime, cached.LastRefresh);
        Assert.Equal(200, (await Caller.CollectAsync(cached.RequestId)).Status);
        Assert.Equal(200, (await Caller.CollectAsync(asked.RequestId)).Status);
    }

    [Fact]
    public async Task A_used_token_opens_an_error_screen()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);
        var token = Flinks.IssueToken();
        await new ConnectPage(Simulator.Http).OpenAsync($"/v2/?requestId={asked.RequestId}&authorizeToken={token}");

        var page = await new ConnectPage(Simulator.Http).OpenAsync($"/v2/?requestId={asked.RequestId}&authorizeToken={token}");

        Transcript.AssertSame("event-flow-token-invalid", page.Events);
        Assert.DoesNotContain("<form", page.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_opened_the_page_opens_no_authorize()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);
        var token = Flinks.IssueToken();
        await new ConnectPage(Simulator.Http).OpenAsync($"/v2/?requestId={asked.RequestId}&authorizeToken={token}");

        var reply = await Caller.AuthorizeAsync(new { SimulatedLogins.NoMfa.LoginId, MostRecentCached = true }, token);

        Assert.Equal("UNAUTHORIZED", reply.Code);
    }

    [Fact]
    public async Task A_session_that_waited_too_long_cannot_be_resumed()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);
        Simulator.Clock.Advance(TimeSpan.FromMinutes(8));

        var page = await ResumeAsync(asked.RequestId);

        Transcript.AssertSame("event-flow-resume-expired", page.Events);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_told_so()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);
        var page = await ResumeAsync(asked.RequestId);
        Simulator.Clock.Advance(TimeSpan.FromMinutes(8));

        await page.SubmitAsync(("answer-0", "Montreal"));

        Assert.Equal("SESSION_EXPIRED", page.Told[^1]);
        Assert.Contains("You waited too long.", page.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("11111111-2222-4333-8444-555555555555")]
    [InlineData("nonsense")]
    public async Task An_unknown_session_cannot_be_resumed(string requestId)
    {
        var page = await new ConnectPage(Simulator.Http).OpenAsync($"/v2/?requestId={requestId}&authorizeToken={Flinks.IssueToken()}");

        Assert.Equal(["APP_MOUNTED", "SESSION_NONEXISTENT"], page.Told);
    }

    [Fact]
    public async Task A_wrong_answer_may_be_tried_again()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);
        var page = await ResumeAsync(asked.RequestId);

        await page.SubmitAsync(("answer-0", "Paris"));
        await page.SubmitAsync();
        await page.SubmitAsync(("answer-0", "Montreal"));

        Assert.Equal(
            [
                "APP_MOUNTED", "COMPONENT_LOAD_MFA", "SUBMIT_MFA", "INVALID_SECURITY_RESPONSE", "COMPONENT_LOAD_MFA_RETRY", "SUBMIT_MFA", "REDIRECT",
            ],
            page.Told);
    }

    [Fact]
    public async Task The_page_and_the_API_share_the_session()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaTwoRounds);
        var page = await ResumeAsync(asked.RequestId);

        await page.SubmitAsync(("answer-0", "Montreal"));
        var answered = await Caller.AnswerAsync(asked.RequestId, SimulatedLogins.MfaTwoRounds.RightAnswers(1));

        Assert.Equal(200, answered.Status);
        Assert.Equal(["APP_MOUNTED", "COMPONENT_LOAD_MFA", "SUBMIT_MFA", "COMPONENT_LOAD_MFA"], page.Told);
    }

    [Fact]
    public async Task Three_questions_are_answered_on_one_screen()
    {
        var page = await ResumeAsync(SimulatedLogins.MfaThreeQuestions);

        await page.SubmitAsync(("answer-0", "Comet"), ("answer-1", "Blue"), ("answer-2", "Gouda"));

        Assert.Equal("REDIRECT", page.Told[^1]);
    }

    [Fact]
    public async Task A_picked_question_is_answered()
    {
        var page = await ResumeAsync(SimulatedLogins.MfaPickQuestion);

        await page.SubmitAsync(
            ("answer-0", "Invented first pet?"), ("answer-0", "Rex"), ("answer-1", "Invented city?"), ("answer-1", "Atlantis"));

        Assert.Equal("REDIRECT", page.Told[^1]);
    }

    [Fact]
    public async Task A_choice_is_made()
    {
        var page = await ResumeAsync(SimulatedLogins.MfaChoice);

        await page.SubmitAsync(("answer-0", "Hexagon"));

        Assert.Equal("REDIRECT", page.Told[^1]);
    }

    [Fact]
    public async Task Several_choices_are_made()
    {
        var page = await ResumeAsync(SimulatedLogins.MfaMultipleChoice);

        await page.SubmitAsync(("answer-0", "Moon Savings"), ("answer-0", "Nebula Card"));

        Assert.Equal("REDIRECT", page.Told[^1]);
    }

    [Fact]
    public async Task A_code_is_sent_and_entered()
    {
        var page = await ResumeAsync(SimulatedLogins.MfaTextOrCall);

        await page.SubmitAsync(("answer-0", "Text ***-***-0100"));
        await page.SubmitAsync(("answer-0", "123456"));

        Assert.Equal("TextOrCall", page.Events[1].GetProperty("mfaTypes").GetString());
        Assert.Equal("REDIRECT", page.Told[^1]);
    }

    [Fact]
    public async Task A_picture_is_shown_and_chosen()
    {
        var page = await ResumeAsync(SimulatedLogins.MfaImage);
        Assert.Contains($"data:image/png;base64,{SecurityImages.Triangle}", System.Net.WebUtility.HtmlDecode(page.Screen), StringComparison.Ordinal);

        await page.SubmitAsync(("answer-0", SecurityImages.Triangle));

        Assert.Equal("REDIRECT", page.Told[^1]);
    }

    [Fact]
    public async Task A_bank_that_asks_nothing_is_told_that_somebody_is_there()
    {
        var page = await ResumeAsync(SimulatedLogins.MfaWithoutQuestions);

        await page.SubmitAsync();

        Assert.Equal("REDIRECT", page.Told[^1]);
    }

    private Task<ConnectPage> ResumeAsync(Guid requestId, string more = "") =>
        new ConnectPage(Simulator.Http).OpenAsync($"/v2/?requestId={requestId}&authorizeToken={Flinks.IssueToken()}{more}");

    private async Task<ConnectPage> ResumeAsync(LoginScenario login) => await ResumeAsync((await Caller.LiveAsync(login)).RequestId);
}
