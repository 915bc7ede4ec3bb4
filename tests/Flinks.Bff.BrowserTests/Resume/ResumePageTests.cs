using Flinks.Bff.BrowserTests.Hosting;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using static Microsoft.Playwright.Assertions;

namespace Flinks.Bff.BrowserTests.Resume;

/// <summary>From a 203 to the data: a person answers the bank's questions in the customer's page.</summary>
public sealed class ResumePageTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>Every kind of question that a bank asks; one that asks nothing cannot be resumed.</summary>
    public static TheoryData<string> Asking =>
    [
        .. SimulatedLogins.All.Where(login => login.Rounds.Count > 0 && login.Rounds.All(round => round.Questions.Count > 0)).Select(login => login.Name),
    ];

    [Theory]
    [MemberData(nameof(Asking))]
    public async Task Every_kind_of_question_leads_to_the_data(string name)
    {
        var login = SimulatedLogins.All.Single(login => login.Name == name);
        var alice = await Host.SignInAsync();
        var asked = await alice.ConnectAsync(login.LoginId, new { freshness = "live" });

        var widget = await ShowInAppAsync(asked.NextUrl!);
        foreach (var round in login.Rounds)
        {
            await Expect(widget.Title).ToHaveTextAsync("Your bank asks");
            await KeepPictureAsync($"resume-{login.Username}");
            await widget.AnswerAsync(round);
        }

        var redirect = await widget.ToldAsync("REDIRECT");
        var ready = await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resumed");
        Assert.Equal(203, asked.Status);
        Assert.Equal(asked.Json.GetProperty("resume").GetProperty("messageOrigin").GetString(), redirect.Origin);
        Assert.Equal(200, ready.Status);
        Assert.NotEqual(0, ready.Json.GetProperty("accounts").GetArrayLength());
        await Expect(widget.Title).ToHaveTextAsync("Your bank is connected");
    }

    [Fact]
    public async Task A_wrong_answer_may_be_put_right()
    {
        var alice = await Host.SignInAsync();
        var asked = await AskAsync(alice, SimulatedLogins.MfaQuestion);

        var widget = await ShowInAppAsync(asked.NextUrl!);
        await widget.Field("What city were you born in?").FillAsync("Atlantis");
        await widget.Button("Continue").ClickAsync();
        await Expect(widget.Text("The bank did not accept the answer.")).ToBeVisibleAsync();
        await KeepPictureAsync("resume-wrong-answer");
        await widget.Button("Try again").ClickAsync();
        await widget.AnswerAsync(SimulatedLogins.MfaQuestion.Rounds[0]);
        await widget.ToldAsync("REDIRECT");

        var ready = await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resumed");
        Assert.Equal(200, ready.Status);
        await widget.ToldAsync("INVALID_SECURITY_RESPONSE");
    }

    [Fact]
    public async Task An_address_that_was_used_says_so()
    {
        var alice = await Host.SignInAsync();
        var asked = await AskAsync(alice, SimulatedLogins.MfaQuestion);
        await Expect((await ShowInAppAsync(asked.NextUrl!)).Title).ToHaveTextAsync("Your bank asks");

        var widget = await ShowInAppAsync(asked.NextUrl!);

        await Expect(widget.Text("This link was used before or is too old. Ask for a new one.")).ToBeVisibleAsync();
        await KeepPictureAsync("resume-used-address");
        await widget.ToldAsync("TOKEN_INVALID");
    }

    [Fact]
    public async Task A_new_address_takes_the_place_of_one_that_was_used()
    {
        var alice = await Host.SignInAsync();
        var asked = await AskAsync(alice, SimulatedLogins.MfaQuestion);
        await Expect((await ShowInAppAsync(asked.NextUrl!)).Title).ToHaveTextAsync("Your bank asks");

        var anew = await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resume-url");
        var widget = await ShowInAppAsync(anew.NextUrl!);
        await widget.AnswerAsync(SimulatedLogins.MfaQuestion.Rounds[0]);
        await widget.ToldAsync("REDIRECT");

        Assert.Equal(200, (await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resumed")).Status);
    }

    [Fact]
    public async Task Who_opens_it_too_late_is_told_and_has_to_start_over()
    {
        var alice = await Host.SignInAsync();
        var asked = await AskAsync(alice, SimulatedLogins.MfaQuestion);

        Host.Clock.Advance(TimeSpan.FromMinutes(9));
        var widget = await ShowInAppAsync(asked.NextUrl!);
        await Expect(widget.Text("You waited too long. Start over.")).ToBeVisibleAsync();
        await KeepPictureAsync("resume-too-late");
        await widget.ToldAsync("SESSION_NONEXISTENT");

        var resumed = await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resumed");
        Assert.Equal((409, "resume_window_closed"), (resumed.Status, resumed.Code));
        Assert.Equal("retrieve", resumed.NextAction);
    }

    [Fact]
    public async Task Who_answers_too_late_is_told_and_has_to_start_over()
    {
        var alice = await Host.SignInAsync();
        var asked = await AskAsync(alice, SimulatedLogins.MfaQuestion);
        var widget = await ShowInAppAsync(asked.NextUrl!);
        await Expect(widget.Title).ToHaveTextAsync("Your bank asks");

        Host.Clock.Advance(TimeSpan.FromMinutes(9));
        await widget.AnswerAsync(SimulatedLogins.MfaQuestion.Rounds[0]);
        await Expect(widget.Text("You waited too long. Start over.")).ToBeVisibleAsync();

        var resumed = await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resumed");
        Assert.Equal((409, "resume_window_closed"), (resumed.Status, resumed.Code));
    }

    [Fact]
    public async Task A_person_without_a_mouse_gets_through()
    {
        var alice = await Host.SignInAsync();
        var asked = await AskAsync(alice, SimulatedLogins.MfaTextOrCall);

        var widget = await ShowInAppAsync(asked.NextUrl!);
        await Expect(widget.Title).ToHaveTextAsync("Your bank asks");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(widget.Field("Text ***-***-0100")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(widget.Field("Call ***-***-0100")).ToBeCheckedAsync();
        await KeepPictureAsync("resume-keyboard");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(widget.Field("Enter the code we just sent")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(widget.Field("Enter the code we just sent")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("123456");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(widget.Button("Continue")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Space");
        await widget.ToldAsync("REDIRECT");

        Assert.Equal(200, (await alice.PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/resumed")).Status);
    }

    [Fact]
    public async Task The_questions_fit_a_phone()
    {
        await Page.SetViewportSizeAsync(360, 700);
        var asked = await AskAsync(await Host.SignInAsync(), SimulatedLogins.MfaMultipleChoice);

        var widget = await ShowInAppAsync(asked.NextUrl!);

        await Expect(widget.Title).ToHaveTextAsync("Your bank asks");
        await KeepPictureAsync("resume-phone");
        Assert.Equal(360, await widget.WidthAsync());
    }

    private static Task<BffAnswer> AskAsync(BffClient user, LoginScenario login) => user.ConnectAsync(login.LoginId, new { freshness = "live" });
}
