using Flinks.Bff.ConnectSessions;
using Flinks.Bff.ConnectSessions.Events;

namespace Flinks.Bff.Tests.ConnectSessions.Events;

public sealed class ConnectSessionProgressTests
{
    private static readonly ConnectSessionProgress Start = new(ConnectSessionState.Created, ConnectSessionState.Created, null, null);

    [Theory]
    [InlineData("event-flow-close", ConnectSessionState.Closed, ConnectSessionState.Credentials, "COMPONENT_CLOSE_SESSION")]
    [InlineData("event-flow-consent-denied", ConnectSessionState.Closed, ConnectSessionState.Consent, "COMPONENT_DENY_CONSENT")]
    [InlineData("event-flow-disabled-institution", ConnectSessionState.Failed, ConnectSessionState.Authorizing, "RETRY_LATER")]
    [InlineData("event-flow-duplicate-redirect", ConnectSessionState.Completed, ConnectSessionState.Completed, null)]
    [InlineData("event-flow-invalid-credentials-then-success", ConnectSessionState.Completed, ConnectSessionState.Completed, null)]
    [InlineData("event-flow-invalid-mfa", ConnectSessionState.Mfa, ConnectSessionState.Mfa, null)]
    [InlineData("event-flow-maximum-retry", ConnectSessionState.Failed, ConnectSessionState.Authorizing, "MAXIMUM_RETRY_REACHED")]
    [InlineData("event-flow-multi-account", ConnectSessionState.Completed, ConnectSessionState.Completed, null)]
    [InlineData("event-flow-oauth-popup", ConnectSessionState.Completed, ConnectSessionState.Completed, null)]
    [InlineData("event-flow-oauth-popup-blocked", ConnectSessionState.Credentials, ConnectSessionState.Credentials, "POPUP_BLOCKED")]
    [InlineData("event-flow-preselected-institution", ConnectSessionState.Completed, ConnectSessionState.Completed, null)]
    [InlineData("event-flow-resume-expired", ConnectSessionState.Failed, ConnectSessionState.Opened, "SESSION_NONEXISTENT")]
    [InlineData("event-flow-resume-mfa", ConnectSessionState.Completed, ConnectSessionState.Completed, null)]
    [InlineData("event-flow-success-mfa-accounts", ConnectSessionState.Completed, ConnectSessionState.Completed, null)]
    [InlineData("event-flow-success-no-mfa", ConnectSessionState.Completed, ConnectSessionState.Completed, null)]
    [InlineData("event-flow-token-invalid", ConnectSessionState.Expired, ConnectSessionState.Created, "TOKEN_INVALID")]
    public void Every_recorded_flow_ends_where_its_person_did(string flow, ConnectSessionState state, ConnectSessionState reached, string? code)
    {
        var end = Progress(WidgetSteps.Flow(flow).ToJsonString());

        Assert.Equal((state, reached, code), (end.State, end.Reached, end.Code));
    }

    [Fact]
    public void No_recorded_flow_is_left_out_here() => Assert.Equal(16, WidgetSteps.Flows.Count());

    [Theory]
    [InlineData("INVALID_PASSWORD", ConnectSessionState.Credentials)]
    [InlineData("INVALID_USERNAME", ConnectSessionState.Credentials)]
    [InlineData("INVALID_SECURITY_RESPONSE", ConnectSessionState.Mfa)]
    [InlineData("DISABLED_LOGIN", ConnectSessionState.Failed)]
    [InlineData("AGGREGATION_ERROR", ConnectSessionState.Failed)]
    public void An_error_is_known_as_a_step_and_as_a_code(string code, ConnectSessionState state)
    {
        var asStep = Progress($$"""[{"step":"SUBMIT_CREDENTIAL"},{"step":"{{code}}"}]""");
        var asCode = Progress($$"""[{"step":"SUBMIT_CREDENTIAL"},{"requestId":"b6b1a7d2-7f0e-4a43-8e39-2f6a1c9d0e11","flinksCode":"{{code}}"}]""");

        Assert.Equal((state, code), (asStep.State, asStep.Code));
        Assert.Equal(asStep, asCode);
    }

    [Fact]
    public void Who_tries_again_has_left_the_trouble_behind()
    {
        var again = Progress("""[{"step":"SUBMIT_CREDENTIAL"},{"flinksCode":"INVALID_LOGIN"},{"step":"COMPONENT_LOAD_CREDENTIAL_RETRY"}]""");

        Assert.Equal((ConnectSessionState.Credentials, ConnectSessionState.Authorizing, null), (again.State, again.Reached, again.Code));
    }

    [Fact]
    public void Nothing_that_comes_after_the_last_word_counts()
    {
        var done = Progress("""[{"step":"REDIRECT","institution":"FlinksCapital"},{"step":"COMPONENT_CLOSE_SESSION"},{"flinksCode":"INVALID_LOGIN","institution":"Another"}]""");

        Assert.Equal(new ConnectSessionProgress(ConnectSessionState.Completed, ConnectSessionState.Completed, null, "FlinksCapital"), done);
    }

    [Theory]
    [InlineData("""{"step":"COMPONENT_SOMETHING_NEW"}""", ConnectSessionState.Opened)]
    [InlineData("""{"target":"an-extension"}""", ConnectSessionState.Created)]
    public void An_unknown_message_says_no_more_than_that_the_widget_runs(string message, ConnectSessionState state)
    {
        Assert.Equal(state, Progress(message).State);
        Assert.Equal(ConnectSessionState.Mfa, Progress($$"""[{"step":"COMPONENT_LOAD_MFA"},{{message}}]""").State);
    }

    private static ConnectSessionProgress Progress(string said) => WidgetSteps.Read(said).Aggregate(Start, (progress, message) => progress.After(message));
}
