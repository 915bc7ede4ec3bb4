using System.Net;
using System.Text;

namespace Flinks.Client.Tests.Replies;

public sealed class FlinksCodesTests
{
    private const string RequestId = "00000000-0000-4000-8000-000000002001";

    /// <summary>Code, outcome on Authorize, on data; each with and without a RequestId the same unless a row below says otherwise.</summary>
    public static TheoryData<string, string> Codes => new()
    {
        { "OPERATION_PENDING", "Pending" },
        { "OPERATION_DISPATCHED", "Pending" },
        { "INVALID_LOGIN", "ReconnectNeeded" },
        { "INVALID_USERNAME", "ReconnectNeeded" },
        { "INVALID_PASSWORD", "ReconnectNeeded" },
        { "INVALID_SECURITY_RESPONSE", "ReconnectNeeded" },
        { "INVALID_SECURITY_RESPONSE_NO_RETRY", "ReconnectNeeded" },
        { "QUESTION_NOT_FOUND", "ReconnectNeeded" },
        { "DISABLED_LOGIN", "BankActionNeeded" },
        { "NEW_ACCOUNT", "BankActionNeeded" },
        { "CARD_IN_USE", "Busy" },
        { "CONCURRENT_SESSION", "Busy" },
        { "TOO_MANY_REQUESTS", "Throttled" },
        { "RETRY_LATER", "InstitutionUnavailable" },
        { "BANK_MAINTENANCE_RETRY_LATER", "InstitutionUnavailable" },
        { "DISABLED_INSTITUTION", "InstitutionUnavailable" },
        { "INVALID_REQUEST", "Misused" },
        { "METHOD_NOT_AVAILABLE", "Misused" },
        { "AGGREGATION_ERROR", "Failed" },
        { "NO_TRANSACTION", "Failed" },
        { "SESSION_NONEXISTENT", "SessionEnded" },
        { "SESSION_EXPIRED", "SessionEnded" },
        { "ALREADY_AUTHORIZED", "AlreadyAuthorized" },
        { "UNKNOWN_CHALLENGE_KEY", "AnswersRefused" },
        { "SECURITYRESPONSES_INCOMPLETE", "AnswersRefused" },
        { "UNAUTHORIZED", "RejectedUs" },
    };

    [Fact]
    public void The_table_below_is_the_whole_table() =>
        Assert.Equal(FlinksCodes.Known.Order(), Codes.Select(row => row.Data.Item1).Order());

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_means_the_same_whatever_the_status(string code, string expected)
    {
        foreach (var status in new[] { 200, 400, 401, 403, 405, 500, 503 })
        {
            foreach (var call in new[] { FlinksCall.Authorize, FlinksCall.AuthorizeCached, FlinksCall.Collect })
            {
                Assert.Equal(expected, Outcome(call, status, $$"""{"FlinksCode":"{{code}}"}""").GetType().Name);
            }
        }
    }

    [Theory]
    [InlineData("Authorize", 401, "UNAUTHORIZED", "BankActionNeeded UNAUTHORIZED")]
    [InlineData("Collect", 401, "UNAUTHORIZED", "Failed UNAUTHORIZED")]
    [InlineData("Poll", 401, "UNAUTHORIZED", "Failed UNAUTHORIZED")]
    [InlineData("Authorize", 401, "BRAND_NEW", "ReconnectNeeded BRAND_NEW")]
    [InlineData("Authorize", 401, "ACCESS_DENIED", "ReconnectNeeded ACCESS_DENIED")]
    [InlineData("Collect", 401, "BRAND_NEW", "ReconnectNeeded BRAND_NEW")]
    [InlineData("Authorize", 401, "bank says no", "ReconnectNeeded")]
    [InlineData("Authorize", 401, "disabled_login", "BankActionNeeded DISABLED_LOGIN")]
    [InlineData("Authorize", 200, "BRAND_NEW", "Authorized")]
    [InlineData("AuthorizeCached", 401, "DISABLED_LOGIN", "Stale (BankActionNeeded DISABLED_LOGIN)")]
    [InlineData("AuthorizeCached", 401, "INVALID_LOGIN", "Stale (ReconnectNeeded INVALID_LOGIN)")]
    [InlineData("AuthorizeCached", 500, "AGGREGATION_ERROR", "Stale (Failed AGGREGATION_ERROR)")]
    [InlineData("AuthorizeCached", 401, "CARD_IN_USE", "Busy CARD_IN_USE")]
    [InlineData("AuthorizeCached", 401, "RETRY_LATER", "InstitutionUnavailable RETRY_LATER")]
    public void With_a_RequestId_the_refusal_is_the_bank_s(string call, int status, string code, string expected)
    {
        var outcome = Outcome(Enum.Parse<FlinksCall>(call), status, $$"""{"FlinksCode":"{{code}}","RequestId":"{{RequestId}}"}""");

        Assert.Equal(expected, outcome.Describe());
    }

    [Theory]
    [InlineData("Authorize", 200, "Failed")]
    [InlineData("Authorize", 400, "Failed")]
    [InlineData("Collect", 400, "SessionEnded")]
    [InlineData("Poll", 400, "SessionEnded")]
    [InlineData("Authorize", 401, "RejectedUs")]
    [InlineData("Collect", 403, "RejectedUs")]
    [InlineData("Authorize", 404, "Failed")]
    [InlineData("Collect", 405, "InstitutionUnavailable")]
    [InlineData("Authorize", 429, "Throttled")]
    [InlineData("Authorize", 500, "Failed")]
    [InlineData("Authorize", 502, "Unavailable")]
    [InlineData("Collect", 503, "Unavailable")]
    [InlineData("Mint", 504, "Unavailable")]
    [InlineData("Authorize", 202, "Pending")]
    [InlineData("Authorize", 203, "Failed")]
    [InlineData("Collect", 203, "Failed")]
    [InlineData("Collect", 204, "Failed")]
    [InlineData("Authorize", 302, "Failed")]
    [InlineData("Mint", 200, "Failed")]
    [InlineData("Mint", 202, "Failed")]
    [InlineData("Collect", 200, "Failed")]
    [InlineData("DeleteCard", 404, "Deleted")]
    [InlineData("DeleteCard", 400, "Failed")]
    [InlineData("Poll", 500, "Pending")]
    [InlineData("Poll", 503, "Pending")]
    [InlineData("Poll", 429, "Pending")]
    public void A_page_that_is_not_Flinks_own_is_judged_by_its_status(string call, int status, string expected)
    {
        foreach (var body in new[] { "<html>Sorry</html>", "", "{\"HttpStat", "[]", "\"text\"" })
        {
            Assert.Equal(expected, Outcome(Enum.Parse<FlinksCall>(call), status, body).Describe());
        }
    }

    [Theory]
    [InlineData("{}", "Deleted")]
    [InlineData("", "Deleted")]
    [InlineData("<html>Welcome to our network</html>", "Failed")]
    public void Only_Flinks_own_200_confirms_a_deletion(string body, string expected) =>
        Assert.Equal(expected, Outcome(FlinksCall.DeleteCard, 200, body).Describe());

    [Theory]
    [InlineData("Collect", 503, "BRAND_NEW", "Failed BRAND_NEW")]
    [InlineData("Poll", 500, "METHOD_NOT_AVAILABLE", "Pending")]
    [InlineData("Poll", 401, "TOO_MANY_REQUESTS", "Pending")]
    [InlineData("Poll", 500, "AGGREGATION_ERROR", "Failed AGGREGATION_ERROR")]
    [InlineData("DeleteCard", 401, "INVALID_LOGIN", "Deleted")]
    public void A_call_may_take_a_code_its_own_way(string call, int status, string code, string expected) =>
        Assert.Equal(expected, Outcome(Enum.Parse<FlinksCall>(call), status, $$"""{"FlinksCode":"{{code}}"}""").Describe());

    [Theory]
    [InlineData("INVALID_LOGIN", "INVALID_LOGIN")]
    [InlineData("A1_", "A1_")]
    [InlineData("", null)]
    [InlineData("invalid_login", null)]
    [InlineData("Card 4500 1234", null)]
    [InlineData("INVALID_LOGIN\n", null)]
    public void Free_text_is_not_carried_on_as_a_code(string code, string? expected) => Assert.Equal(expected, FlinksCodes.WellFormed(code));

    [Fact]
    public void A_code_may_be_64_characters_long_and_no_longer()
    {
        Assert.NotNull(FlinksCodes.WellFormed(new string('A', 64)));
        Assert.Null(FlinksCodes.WellFormed(new string('A', 65)));
    }

    private static FlinksOutcome Outcome(FlinksCall call, int status, string body) =>
        ReplyOutcome.Of(call, FlinksReply.Read((HttpStatusCode)status, Encoding.UTF8.GetBytes(body), retryAfter: null));
}
