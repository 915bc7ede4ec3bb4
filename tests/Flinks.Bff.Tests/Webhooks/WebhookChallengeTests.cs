using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Webhooks;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>The person answers in the widget, and Flinks sends the data before anybody says that they are back.</summary>
public sealed class WebhookChallengeTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static readonly Guid Login = SimulatedLogins.MfaQuestion.LoginId;

    [Fact]
    public async Task The_data_end_an_open_challenge()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(Moment);

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId);

        Assert.Equal((200, "live"), (shown.Status, shown.Source()));
        Assert.Equal("active", (await bff.As("alice").ShowConnectionAsync(asked.ConnectionId)).State);
    }

    [Fact]
    public async Task Who_comes_back_after_the_data_gets_them()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(Moment);
        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow(), asked.ResumeRequestId()));
        bff.Flinks.Calls.Clear();

        var resumed = await bff.As("alice").ResumedAsync(asked.RetrievalId);

        Assert.Equal(200, resumed.Status);
        Assert.Empty(bff.Flinks.Calls.All);
    }

    [Fact]
    public async Task Nightly_data_from_before_the_question_leave_it_open()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        await bff.ReceiveAsync(WebhookSteps.Details(Login, BffHost.Start - TimeSpan.FromMinutes(1)));

        Assert.Equal(203, (await bff.As("alice").ShowAsync(asked.RetrievalId)).Status);
        Assert.Equal("needsUser", (await bff.As("alice").ShowConnectionAsync(asked.ConnectionId)).State);
        Assert.NotNull(await bff.As("alice").LastRetrievalAsync(asked.ConnectionId));
    }

    [Fact]
    public async Task A_closed_window_does_not_shut_the_data_out()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.PassAsync(RetrievalSteps.ResumeWindow);
        var expired = await bff.As("alice").ShowAsync(asked.RetrievalId);
        await bff.PassAsync(RetrievalSteps.PollTimeout - Moment);

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));

        Assert.Equal((410, 200), (expired.Status, (await bff.As("alice").ShowAsync(asked.RetrievalId)).Status));
        Assert.Equal(asked.RetrievalId, await bff.As("alice").LastRetrievalAsync(asked.ConnectionId));
    }

    [Fact]
    public async Task Data_of_a_question_that_was_given_up_leave_the_next_one_open()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var first = await bff.As("alice").MeetChallengeAsync();
        await bff.PassAsync(RetrievalSteps.ResumeWindow);
        var second = await bff.As("alice").MeetChallengeAsync();

        await bff.ReceiveAsync(WebhookSteps.Details(Login, null, first.ResumeRequestId()));

        Assert.Equal(200, (await bff.As("alice").ShowAsync(first.RetrievalId)).Status);
        Assert.Equal(203, (await bff.As("alice").ShowAsync(second.RetrievalId)).Status);
        Assert.Equal("needsUser", (await bff.As("alice").ShowConnectionAsync(first.ConnectionId)).State);
    }

    [Fact]
    public async Task After_the_poll_time_out_the_data_stand_for_themselves()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.PassAsync(RetrievalSteps.ResumeWindow);
        await bff.PassAsync(RetrievalSteps.PollTimeout);

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow(), asked.ResumeRequestId()));

        Assert.Equal(410, (await bff.As("alice").ShowAsync(asked.RetrievalId)).Status);
        Assert.NotEqual(asked.RetrievalId, await bff.As("alice").LastRetrievalAsync(asked.ConnectionId));
        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
    }

    [Theory]
    [InlineData("SESSION_EXPIRED", 400, "resume_window_closed")]
    [InlineData("INVALID_SECURITY_RESPONSE_NO_RETRY", 401, "reconnect_required")]
    public async Task A_failure_of_the_session_that_waits_for_the_person_ends_it(string flinksCode, int status, string code)
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        await bff.ReceiveAsync(WebhookSteps.Failure(Login, asked.ResumeRequestId(), flinksCode, status));
        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId);

        Assert.Equal((409, code), (shown.Status, shown.Code));
    }

    [Fact]
    public async Task A_login_that_works_again_by_night_no_longer_needs_its_person()
    {
        await using var bff = await WebhookSteps.StartDeliveryAsync();
        var refused = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);
        var before = (await bff.As("alice").ShowConnectionAsync(refused.ConnectionId)).State;

        await bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.WrongPassword.LoginId, BffHost.Start - TimeSpan.FromMinutes(1)));
        var older = (await bff.As("alice").ShowConnectionAsync(refused.ConnectionId)).State;
        bff.Clock.Advance(TimeSpan.FromHours(9));
        await bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.WrongPassword.LoginId, bff.Clock.GetUtcNow()));
        var newer = (await bff.As("alice").ShowConnectionAsync(refused.ConnectionId)).State;

        Assert.Equal(("needsUser", "needsUser", "active"), (before, older, newer));
    }
}
