using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.OpenApi.Examples;

/// <summary>The bank asks, and the person answers: in the widget, in a frontend of the caller's own, wrongly, or not at all.</summary>
internal static class ChallengeStories
{
    public static IEnumerable<Story> All =>
    [
        new("Answered in the widget", InTheWidgetAsync),
        new("Answered in the widget, data later", InTheWidgetPendingAsync),
        new("Answered in a frontend of one's own", WithoutTheWidgetAsync),
        new("Answered, data later", PendingAsync),
        new("Two rounds of questions", TwoRoundsAsync),
        new("Answered too late", TooLateAsync),
        new("Not waiting", NotWaitingAsync),
        new("Trouble while a challenge is open", TroubleAsync),
        new("A final no", FinalNoAsync),
        new("A session that ended meanwhile", SessionEndedAsync),
        new("Given up while answers are checked", GivenUpAsync),
    ];

    private static Task<BffAnswer> AnswerAsync(Scene scene, int status, string name, string summary, Guid retrieval, object answers) => scene.KeepAsync(
        "retrievals_answer", status, name, summary, scene.Alice.PostAsync($"/api/v1/retrievals/{retrieval}/mfa-answers", new { answers }), new { answers });

    private static Task<BffAnswer> ResumedAsync(Scene scene, int status, string name, string summary, Guid retrieval) =>
        scene.KeepAsync("retrievals_resume", status, name, summary, scene.Alice.ResumedAsync(retrieval));

    private static Task<BffAnswer> MintAsync(Scene scene, int status, string name, string summary, Guid retrieval) =>
        scene.KeepAsync("retrievals_mintResumeUrl", status, name, summary, scene.Alice.MintResumeUrlAsync(retrieval));

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Right(LoginScenario login) => login.RightAnswers();

    private static async Task InTheWidgetAsync(Scene scene)
    {
        scene.Bff.WithDataAtOnce();
        var asked = await scene.Alice.MeetChallengeAsync();
        await scene.ShowAsync(203, "mfa", "The bank asks the person something", asked.RetrievalId);
        await scene.KeepAsync("connections_show", 200, "challengeOpen", "A challenge is open", scene.Alice.GetAsync($"/api/v1/connections/{asked.ConnectionId}"));
        var minted = await MintAsync(scene, 203, "newAddress", "A new address", asked.RetrievalId);
        await ResumedAsync(scene, 203, "notAnswered", "The person closed the widget without an answer", asked.RetrievalId);

        scene.Bff.Clock.Advance(TimeSpan.FromSeconds(30));
        await scene.Bff.AnswerInWidgetAsync(minted);
        await ResumedAsync(scene, 200, "answered", "The person answered: the data", asked.RetrievalId);
        await scene.Bff.PassAsync(TimeSpan.FromMinutes(6));
        await ResumedAsync(scene, 410, "dataErased", "Answered before: the data are no longer held", asked.RetrievalId);
    }

    private static async Task InTheWidgetPendingAsync(Scene scene)
    {
        var asked = await scene.Alice.MeetChallengeAsync();
        scene.Bff.Clock.Advance(TimeSpan.FromSeconds(30));
        await scene.Bff.AnswerInWidgetAsync(asked);
        await ResumedAsync(scene, 202, "collecting", "The person answered: the data are collected", asked.RetrievalId);
    }

    private static async Task WithoutTheWidgetAsync(Scene scene)
    {
        scene.Bff.WithDataAtOnce();
        var connected = await scene.Alice.ConnectAsync(SimulatedLogins.MfaQuestion.LoginId);
        var asked = await scene.RetrieveAsync(203, "mfa", "The bank asks the person something", connected.ConnectionId, new { freshness = "live" });
        var prompt = Right(SimulatedLogins.MfaQuestion).Keys.Single();
        await AnswerAsync(scene, 400, "notAsked", "A question was answered that was not asked", asked.RetrievalId, new Dictionary<string, string[]> { ["What is your name?"] = ["Alice"] });
        await AnswerAsync(scene, 203, "wrongAnswer", "Wrong answer: the bank asks again", asked.RetrievalId, new Dictionary<string, string[]> { [prompt] = ["Toronto"] });
        await AnswerAsync(scene, 200, "rightAnswer", "Right answer: the data", asked.RetrievalId, Right(SimulatedLogins.MfaQuestion));
    }

    private static async Task PendingAsync(Scene scene)
    {
        var asked = await scene.Alice.MeetChallengeAsync(SimulatedLogins.MfaThreeQuestions);
        await AnswerAsync(scene, 202, "collecting", "Right answers: the data are collected", asked.RetrievalId, Right(SimulatedLogins.MfaThreeQuestions));
    }

    private static async Task TwoRoundsAsync(Scene scene)
    {
        var asked = await scene.Alice.MeetChallengeAsync(SimulatedLogins.MfaTwoRounds);
        var right = Right(SimulatedLogins.MfaTwoRounds).Where(answer => asked.Text.Contains(answer.Key, StringComparison.Ordinal)).ToDictionary();
        await AnswerAsync(scene, 203, "anotherQuestion", "Right answer, and another question", asked.RetrievalId, right);
    }

    private static async Task TooLateAsync(Scene scene)
    {
        var asked = await scene.Alice.MeetChallengeAsync();
        await scene.Bff.PassAsync(TimeSpan.FromMinutes(9));
        await MintAsync(scene, 409, "windowClosed", "Expired window", asked.RetrievalId);
        await AnswerAsync(scene, 409, "windowClosed", "Expired window", asked.RetrievalId, Right(SimulatedLogins.MfaQuestion));
        await scene.ShowAsync(410, "expired", "Expired window: nobody answered in time", asked.RetrievalId);
        await ResumedAsync(scene, 409, "windowClosed", "Expired window, and the person has not answered", asked.RetrievalId);
        await scene.Bff.PassAsync(TimeSpan.FromMinutes(40));
        await ResumedAsync(scene, 410, "expired", "Long expired", asked.RetrievalId);
    }

    private static async Task NotWaitingAsync(Scene scene)
    {
        var ready = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await MintAsync(scene, 409, "notWaiting", "No challenge is open", ready.RetrievalId);
        await AnswerAsync(scene, 409, "notWaiting", "No challenge is open", ready.RetrievalId, Right(SimulatedLogins.MfaQuestion));
    }

    private static async Task TroubleAsync(Scene scene)
    {
        var asked = await scene.Alice.MeetChallengeAsync();
        foreach (var trouble in Trouble.Passing)
        {
            scene.Flinks.Faults.Always(FlinksEndpoint.GenerateAuthorizeToken, trouble.Fault);
            await MintAsync(scene, trouble.Status, trouble.Name, trouble.Summary, asked.RetrievalId);
            scene.Flinks.Faults.Clear();
        }

        foreach (var trouble in (Trouble[])[Trouble.BankDown, .. Trouble.Passing])
        {
            scene.Flinks.Faults.Always(FlinksEndpoint.Authorize, trouble.Fault);
            await ResumedAsync(scene, trouble.Status, trouble.Name, trouble.Summary, asked.RetrievalId);
            await AnswerAsync(scene, trouble.Status, trouble.Name, trouble.Summary, asked.RetrievalId, Right(SimulatedLogins.MfaQuestion));
            scene.Flinks.Faults.Clear();
        }
    }

    private static async Task FinalNoAsync(Scene scene)
    {
        foreach (var trouble in (Trouble[])[Trouble.WrongPassword, Trouble.Locked])
        {
            var asked = await scene.Alice.MeetChallengeAsync(trouble.Name == Trouble.Locked.Name ? SimulatedLogins.MfaThreeQuestions : SimulatedLogins.MfaQuestion);
            scene.Flinks.Faults.Always(FlinksEndpoint.Authorize, trouble.Fault);
            var right = Right(trouble.Name == Trouble.Locked.Name ? SimulatedLogins.MfaThreeQuestions : SimulatedLogins.MfaQuestion);
            await AnswerAsync(scene, trouble.Status, trouble.Name, trouble.Summary, asked.RetrievalId, right);
            scene.Flinks.Faults.Clear();
            await ResumedAsync(scene, trouble.Status, trouble.Name, $"Ended so: {trouble.Summary}", asked.RetrievalId);
        }
    }

    private static async Task SessionEndedAsync(Scene scene)
    {
        var asked = await scene.Alice.MeetChallengeAsync();
        scene.Flinks.Faults.Next(FlinksEndpoint.Authorize, FlinksRefusal.Of(400, "SESSION_EXPIRED", session: false));
        await AnswerAsync(scene, 409, "sessionEnded", "The session ended while the person thought", asked.RetrievalId, Right(SimulatedLogins.MfaQuestion));
        await scene.ShowAsync(409, "sessionEnded", "Ended so: the session ended while the person thought", asked.RetrievalId);
    }

    private static async Task GivenUpAsync(Scene scene)
    {
        var asked = await scene.Alice.MeetChallengeAsync();
        using var gate = scene.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var waiting = AnswerAsync(scene, 410, "givenUp", "Given up while the answers were checked", asked.RetrievalId, Right(SimulatedLogins.MfaQuestion));
        await gate.Arrived;
        await scene.KeepAsync("retrievals_giveUp", 204, "givenUp", "Given up", scene.Alice.GiveUpAsync(asked.RetrievalId));
        await waiting;
        gate.Open();
        await scene.Bff.SettleAsync();
        await ResumedAsync(scene, 410, "givenUp", "Given up", asked.RetrievalId);
        await scene.ShowAsync(410, "givenUp", "Given up", asked.RetrievalId);
    }
}
