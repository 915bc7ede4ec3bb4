using Flinks.Simulator.Banks;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Connect;

/// <summary>Each recorded run of Connect, opened with its own address and played by a person: the same is told, in the same order.</summary>
public sealed class GoldenTranscriptTests : SimulatorTest
{
    [Fact]
    public async Task Success_without_questions()
    {
        var page = await OpenAsync("event-flow-success-no-mfa");

        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", "Everyday"));

        Transcript.AssertSame("event-flow-success-no-mfa", page.Events);
    }

    [Fact]
    public async Task Success_with_a_question_and_accounts_to_choose()
    {
        // The recording asks for consent although its address does not, and shows two of five accounts.
        Flinks.Options.Connect.ConsentByDefault = true;
        var page = await OpenAsync("event-flow-success-mfa-accounts", "&accountSelectorCurrency=cad");

        await page.SubmitAsync(("agree", "true"));
        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", SimulatedLogins.FiveAccounts.Username), ("password", "Everyday"));
        await page.SubmitAsync(("answer-0", "Montreal"));
        await page.SubmitAsync(("account", page.Accounts[0]));

        Transcript.AssertSame("event-flow-success-mfa-accounts", page.Events);
    }

    [Fact]
    public async Task Several_accounts()
    {
        var page = await OpenAsync("event-flow-multi-account");

        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", SimulatedLogins.FiveAccounts.Username), ("password", "Everyday"));
        await page.SubmitAsync(("answer-0", "Montreal"));
        var accounts = page.Accounts;
        await page.SubmitAsync(("account", accounts[0]), ("account", accounts[1]));

        Transcript.AssertSame("event-flow-multi-account", [.. page.Events.TakeLast(3)]);
        Assert.Contains($"&accountId={accounts[0]}%2C{accounts[1]}&institution=", page.Events[^1].GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bank_that_was_chosen_before()
    {
        var page = await OpenAsync("event-flow-preselected-institution");

        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", "Everyday"));

        Transcript.AssertSame("event-flow-preselected-institution", page.Events);
    }

    [Fact]
    public async Task A_wrong_password_put_right()
    {
        var page = await OpenAsync("event-flow-invalid-credentials-then-success");

        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", SimulatedLogins.WrongPasswordOnce.Username), ("password", "Everyday"));
        await page.SubmitAsync();
        await page.SubmitAsync(("username", SimulatedLogins.WrongPasswordOnce.Username), ("password", "Everyday"));

        Transcript.AssertSame("event-flow-invalid-credentials-then-success", page.Events);
    }

    [Fact]
    public async Task A_wrong_answer()
    {
        var page = await OpenAsync("event-flow-invalid-mfa");

        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", "Greatday"), ("password", "Everyday"));
        await page.SubmitAsync(("answer-0", "Paris"));
        await page.SubmitAsync();

        Transcript.AssertHeard("event-flow-invalid-mfa", page.Events);
    }

    [Fact]
    public async Task All_tries_used_up()
    {
        var page = await OpenAsync("event-flow-maximum-retry");

        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", "nobody"), ("password", "wrong"));
        await page.SubmitAsync();
        await page.SubmitAsync(("username", "nobody"), ("password", "wrong"));

        Transcript.AssertHeard("event-flow-maximum-retry", page.Events);
    }

    [Fact]
    public async Task A_bank_that_does_not_answer()
    {
        var page = await OpenAsync("event-flow-disabled-institution");

        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", "test_service_unavailable"), ("password", "Everyday"));

        Transcript.AssertHeard("event-flow-disabled-institution", page.Events);
    }

    [Fact]
    public async Task A_token_that_was_used()
    {
        var token = Flinks.IssueToken();
        await new ConnectPage(Simulator.Http).OpenAsync(Transcript.AddressOf("event-flow-token-invalid", token));

        var page = await new ConnectPage(Simulator.Http).OpenAsync(Transcript.AddressOf("event-flow-token-invalid", token));

        Transcript.AssertSame("event-flow-token-invalid", page.Events);
    }

    [Fact]
    public async Task Consent_refused()
    {
        var page = await OpenAsync("event-flow-consent-denied");

        await page.SubmitAsync(("agree", "false"));

        Transcript.AssertSame("event-flow-consent-denied", page.Events);
    }

    [Fact]
    public async Task The_X()
    {
        var page = await OpenAsync("event-flow-close");

        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitFormAsync("/close");

        Transcript.AssertHeard("event-flow-close", page.Events);
    }

    [Fact]
    public async Task A_bank_with_a_page_of_its_own()
    {
        var page = await OpenAsync("event-flow-oauth-popup");

        await page.SubmitAsync(("institution", BankDirectory.OAuthBank.Name), ("popup", "opened"));
        await page.SayAtBankAsync(allow: true);
        await page.SubmitFormAsync("/returned");

        Transcript.AssertSame("event-flow-oauth-popup", page.Events);
    }

    [Fact]
    public async Task A_window_that_the_browser_blocked()
    {
        var page = await OpenAsync("event-flow-oauth-popup-blocked");

        await page.SubmitAsync(("institution", BankDirectory.OAuthBank.Name), ("popup", "blocked"));

        Transcript.AssertHeard("event-flow-oauth-popup-blocked", page.Events);
    }

    [Fact]
    public async Task A_session_resumed()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);
        var page = await ResumeAsync("event-flow-resume-mfa", asked.RequestId);

        await page.SubmitAsync(("answer-0", "Montreal"));

        Transcript.AssertSame("event-flow-resume-mfa", page.Events);
    }

    [Fact]
    public async Task A_session_resumed_too_late()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);
        Simulator.Clock.Advance(TimeSpan.FromMinutes(8));

        var page = await ResumeAsync("event-flow-resume-expired", asked.RequestId);

        Transcript.AssertSame("event-flow-resume-expired", page.Events);
    }

    [Fact]
    public async Task A_redirect_told_twice()
    {
        Flinks.Options.Connect.DuplicateRedirect = true;
        var page = await OpenAsync("event-flow-duplicate-redirect");

        await page.SubmitAsync(("institution", "FlinksCapital"));
        await page.SubmitAsync(("username", "greatday_nomfa"), ("password", "Everyday"));

        Transcript.AssertSame("event-flow-duplicate-redirect", [.. page.Events.TakeLast(2)]);
        Assert.Equal(page.Events[^2].GetRawText(), page.Events[^1].GetRawText());
    }

    private Task<ConnectPage> OpenAsync(string sample, string more = "") =>
        new ConnectPage(Simulator.Http).OpenAsync(Transcript.AddressOf(sample, Flinks.IssueToken()) + more);

    private Task<ConnectPage> ResumeAsync(string sample, Guid requestId) => new ConnectPage(Simulator.Http).OpenAsync(
        Transcript.AddressOf(sample, Flinks.IssueToken()).Replace("b6b1a7d2-7f0e-4a43-8e39-2f6a1c9d0e11", requestId.ToString(), StringComparison.Ordinal));
}
