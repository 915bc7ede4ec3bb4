using System.Net;

namespace Flinks.Client.Tests.Replies;

/// <summary>Every answer of Flinks that we have a sample of, and what it means to us.</summary>
public sealed class SampleTests
{
    private const int Ok = 200;

    /// <summary>Samples that are no answers to a call: what we send, and what browsers and webhooks bring.</summary>
    private static readonly string[] NoAnswers = ["request-", "event-", "connect-event-", "webhook-"];

    /// <summary>File, call, HTTP status, outcome. Answers of endpoints that we do not call stand as if GetAccountsDetail had given them.</summary>
    public static TheoryData<string, string, int, string> Table => new()
    {
        { "generate-authorize-token-200", "Mint", Ok, "Minted" },
        { "generate-authorize-token-401", "Mint", 401, "RejectedUs UNAUTHORIZED" },
        { "authorize-200", "Authorize", Ok, "Authorized 2026-03-02" },
        { "authorize-200-not-saved", "Authorize", Ok, "Authorized" },
        { "authorize-200-legacy-shape", "Authorize", Ok, "Authorized" },
        { "authorize-202-cached-pending", "Cached", 202, "Pending" },
        { "authorize-203-image-selection", "Authorize", 203, "MfaRequired ImageSelection(0,3)" },
        { "authorize-203-multiple-choice", "Authorize", 203, "MfaRequired MultipleChoice(3,0)" },
        { "authorize-203-multiple-choice-multiple-answers", "Authorize", 203, "MfaRequired MultipleChoiceMultipleAnswers(4,0)" },
        { "authorize-203-multiple-questions", "Authorize", 203, "MfaRequired QuestionAndAnswer(0,0)+QuestionAndAnswer(0,0)+QuestionAndAnswer(0,0)" },
        { "authorize-203-question", "Authorize", 203, "MfaRequired QuestionAndAnswer(0,0)" },
        { "authorize-203-question-with-iterables", "Authorize", 203, "MfaRequired QuestionAndAnswer(3,0)+QuestionAndAnswer(3,0)" },
        { "authorize-203-text-or-call", "Authorize", 203, "MfaRequired TextOrCall(2,0)" },
        { "authorize-203-text-or-call-step2", "Answer", 203, "MfaRequired QuestionAndAnswer(0,0)" },
        { "authorize-400-invalid-login", "Cached", 400, "ReconnectNeeded INVALID_LOGIN" },
        { "authorize-401-access-denied", "Authorize", 401, "RejectedUs ACCESS_DENIED" },
        { "authorize-401-concurrent-session", "Authorize", 401, "Busy CONCURRENT_SESSION" },
        { "authorize-401-disabled-login", "Authorize", 401, "BankActionNeeded DISABLED_LOGIN" },
        { "authorize-401-invalid-login", "Authorize", 401, "ReconnectNeeded INVALID_LOGIN" },
        { "authorize-401-invalid-password", "Authorize", 401, "ReconnectNeeded INVALID_PASSWORD" },
        { "authorize-401-invalid-security-response", "Answer", 401, "MfaRequired QuestionAndAnswer(0,0) again" },
        { "authorize-401-invalid-security-response-no-retry", "Answer", 401, "ReconnectNeeded INVALID_SECURITY_RESPONSE_NO_RETRY" },
        { "authorize-401-invalid-token", "Authorize", 401, "RejectedUs UNAUTHORIZED" },
        { "authorize-401-new-account", "Authorize", 401, "BankActionNeeded NEW_ACCOUNT" },
        { "authorize-401-question-not-found-cached", "Cached", 401, "Stale 2026-02-20 (ReconnectNeeded QUESTION_NOT_FOUND)" },
        { "authorize-401-question-not-found-cached", "Authorize", 401, "ReconnectNeeded QUESTION_NOT_FOUND" },
        { "authorize-401-retry-later", "Cached", 401, "InstitutionUnavailable RETRY_LATER" },
        { "authorize-401-securityresponses-incomplete", "Answer", 401, "AnswersRefused SECURITYRESPONSES_INCOMPLETE" },
        { "authorize-401-unknown-challenge-key", "Answer", 401, "AnswersRefused UNKNOWN_CHALLENGE_KEY" },
        { "authorize-405-disabled-institution", "Authorize", 405, "InstitutionUnavailable DISABLED_INSTITUTION" },
        { "authorize-500-aggregation-error", "Authorize", 500, "Failed AGGREGATION_ERROR" },
        { "authorize-500-aggregation-error", "Cached", 500, "Stale (Failed AGGREGATION_ERROR)" },
        { "authorize-async-202", "Authorize", 202, "Pending" },
        { "accounts-detail-200", "Collect", Ok, "Collected 3" },
        { "accounts-detail-200-filtered-not-saved", "Collect", Ok, "Collected 1" },
        { "accounts-detail-200-oddities", "Collect", Ok, "Collected 2" },
        { "accounts-detail-200-options-off", "Collect", Ok, "Collected 3" },
        { "accounts-detail-200-zero-transactions", "Poll", Ok, "Collected 1" },
        { "accounts-detail-202", "Collect", 202, "Pending" },
        { "accounts-detail-202-dispatched", "Collect", 202, "Pending" },
        { "accounts-detail-202-expanded-links", "Poll", 202, "Pending" },
        { "accounts-summary-200", "Summarize", Ok, "Collected 3" },
        { "accounts-summary-202", "PollSummary", 202, "Pending" },
        { "error-400-card-in-use", "Authorize", 400, "Busy CARD_IN_USE" },
        { "error-400-invalid-request", "Collect", 400, "Misused INVALID_REQUEST" },
        { "error-400-session-expired", "Collect", 400, "SessionEnded SESSION_EXPIRED" },
        { "error-400-session-nonexistent", "Answer", 400, "SessionEnded SESSION_NONEXISTENT" },
        { "error-401-too-many-requests", "Authorize", 401, "Throttled TOO_MANY_REQUESTS" },
        { "error-401-unauthorized-data-endpoint", "Collect", 401, "RejectedUs UNAUTHORIZED" },
        { "error-429-too-many-requests", "Authorize", 429, "Throttled TOO_MANY_REQUESTS" },
        { "error-429-too-many-requests", "Poll", 429, "Pending" },
        { "error-500-aggregation-error", "Poll", 500, "Failed AGGREGATION_ERROR" },
        { "delete-card-200", "DeleteCard", Ok, "Deleted" },
        { "delete-card-400", "DeleteCard", 400, "Deleted" },
        { "delete-card-400-card-in-use", "DeleteCard", 400, "Busy CARD_IN_USE" },
        { "statements-200", "ListStatements", Ok, "Statements 1" },
        { "statements-202", "PollStatements", 202, "Pending" },
        { "mfa-questions-200", "Collect", Ok, "Failed" },
        { "answer-mfa-questions-200", "Collect", Ok, "Failed" },
        { "set-scheduled-refresh-200-activated", "Enrol", Ok, "Scheduled True" },
        { "set-scheduled-refresh-200-deactivated", "TakeOff", Ok, "Scheduled False" },
        { "nightly-refresh-status-200", "NightlyStatus", Ok, "Nightly QUESTION_NOT_FOUND+asked" },
        { "nightly-refresh-status-400", "NightlyStatus", 400, "Misused INVALID_REQUEST" },
        { "institutions-200", "Institutions", Ok, "Institutions 14(2)+9001(1) of 2" },
        { "institutions-routing-number-200", "Institutions", Ok, "Institutions 9002(1) of 1" },
        { "attributes-200", "Analyse", Ok, "Analysed Id balance_min count_nsf_90_days average_monthly_income_simple active_days_count some_flag_text" },
        { "attributes-202", "Analyse", 202, "Pending" },
        { "attributes-400-invalid-request", "Analyse", 400, "Misused INVALID_REQUEST" },
        { "attributes-400-session-expired", "Analyse", 400, "SessionEnded SESSION_EXPIRED" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_sample_gives_its_outcome(string sample, string call, int status, string expected)
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On(Calls.EndpointOf(call), _ => ScriptedFlinks.Json((HttpStatusCode)status, Samples.Text(sample)));

        var outcome = await flinks.CallAsync(call);

        Assert.Equal(expected, outcome.Describe());
    }

    public static IEnumerable<ITheoryDataRow> Unsuccessful => Table.Where(row => row.Data.Item3 != Ok);

    [Theory]
    [MemberData(nameof(Unsuccessful))]
    public async Task A_status_that_a_proxy_rewrote_to_200_is_taken_from_the_body(string sample, string call, int status, string expected)
    {
        Assert.Contains($"\"HttpStatusCode\": {status}", Samples.Text(sample), StringComparison.Ordinal);
        await using var flinks = new TestFlinks();
        flinks.Script.On(Calls.EndpointOf(call), _ => ScriptedFlinks.Json(HttpStatusCode.OK, Samples.Text(sample)));

        var outcome = await flinks.CallAsync(call);

        Assert.Equal(expected, outcome.Describe());
    }

    [Fact]
    public void Every_sample_of_an_answer_stands_in_the_table()
    {
        var answers = Samples.Names.Where(name => !NoAnswers.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Equal(answers.Order(), Table.Select(row => row.Data.Item1).Distinct().Order());
    }
}
