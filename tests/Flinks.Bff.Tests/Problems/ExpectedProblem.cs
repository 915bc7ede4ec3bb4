using System.Text.Json;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Problems;

/// <summary>What the contract says of one code (contract 6): the tests' own copy, so that a slip in the product's table is seen.</summary>
public sealed record ExpectedProblem(string Code, int Status, string Next, int? RetryAfter = null)
{
    private static readonly string[] Members =
        ["type", "title", "status", "detail", "code", "flinksCode", "userMessage", "connectionId", "retrievalId", "nextAction", "traceId"];

    private static readonly string[] NextMembers = ["type", "method", "url", "expiresAt", "retryAfterSeconds", "connectSessionId"];

    public static readonly IReadOnlyList<ExpectedProblem> All =
    [
        new("validation_failed", 400, "none"),
        new("unauthenticated", 401, "none"),
        new("forbidden", 403, "none"),
        new("not_found", 404, "none"),
        new("method_not_allowed", 405, "none"),
        new("payload_too_large", 413, "none"),
        new("unsupported_media_type", 415, "none"),
        new("internal_error", 500, "none"),
        new("reconnect_required", 409, "connect"),
        new("bank_action_required", 409, "visitBank"),
        new("login_not_proved", 409, "connect"),
        new("too_many_connections", 409, "none"),
        new("not_waiting", 409, "poll"),
        new("resume_window_closed", 409, "retrieve"),
        new("retrieval_expired", 410, "retrieve"),
        new("superseded", 410, "retrieve"),
        new("result_erased", 410, "retrieve"),
        new("idempotency_mismatch", 422, "none"),
        new("rate_limited", 429, "wait", 60),
        new("refresh_too_soon", 429, "wait", 60),
        new("upstream_rejected_us", 503, "contactSupport"),
        new("upstream_failed", 503, "connect"),
        new("upstream_misused", 503, "contactSupport"),
        new("institution_unavailable", 503, "wait", 60),
        new("upstream_busy", 503, "wait", 30),
        new("upstream_unavailable", 503, "wait", 15),
        new("interrupted", 503, "retrieve"),
    ];

    public static ExpectedProblem Of(string code) => All.Single(problem => problem.Code == code);

    /// <summary>As the answer of the call that failed.</summary>
    public void Meets(BffAnswer answer, string? flinksCode = null, int? retryAfter = null)
    {
        Assert.Equal((Status, Code), (answer.Status, answer.Status >= 400 ? answer.Code : answer.State));
        Assert.Equal(flinksCode, answer.Json.GetProperty("flinksCode").GetString());
        HasItsShape(answer);
        HasItsNextAction(answer, retryAfter ?? RetryAfter);
    }

    /// <summary>As the answer of a GET that shows how a retrieval ended: 409, and what was "wait" is "retrieve, after a while".</summary>
    public void EndedAs(BffAnswer answer, string? flinksCode = null, int? retryAfter = null)
    {
        var waits = Next == "wait";
        Assert.Equal((409, Code), (answer.Status, answer.Status >= 400 ? answer.Code : answer.State));
        Assert.Equal(flinksCode, answer.Json.GetProperty("flinksCode").GetString());
        HasItsShape(answer);
        Assert.Equal(waits ? "retrieve" : Next, answer.NextAction);
        Assert.NotEqual("OPEN", answer.NextMethod);
        Assert.Equal(waits ? retryAfter ?? RetryAfter : null, NextSeconds(answer));
    }

    private static int? NextSeconds(BffAnswer answer) =>
        answer.Json.GetProperty("nextAction").GetProperty("retryAfterSeconds") is { ValueKind: JsonValueKind.Number } seconds ? seconds.GetInt32() : null;

    private void HasItsShape(BffAnswer answer)
    {
        var problem = answer.Json;
        Assert.StartsWith("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(
            Members.Order(),
            problem.EnumerateObject().Select(member => member.Name).Where(name => name != "errors" || Code != ProblemCodes.ValidationFailed).Order());
        Assert.Equal(NextMembers.Order(), problem.GetProperty("nextAction").EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(answer.Status, problem.GetProperty("status").GetInt32());
        Assert.Equal($"/problems/{Code}", problem.GetProperty("type").GetString());
        Assert.Equal(answer.Headers["X-Trace-Id"], problem.GetProperty("traceId").GetString());
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("userMessage").GetString()));
    }

    private void HasItsNextAction(BffAnswer answer, int? retryAfter)
    {
        Assert.Equal(Next, answer.NextAction);
        Assert.Equal(retryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Headers.GetValueOrDefault("Retry-After"));
        Assert.Equal(Next == "wait" ? retryAfter : null, NextSeconds(answer));
        var (method, address) = (answer.NextMethod, answer.NextUrl);
        switch (Next)
        {
            case "connect" when method == "OPEN":
                Assert.StartsWith(TestSettings.ConnectBase, address, StringComparison.Ordinal);
                Assert.Contains("&bff_signature=", address, StringComparison.Ordinal);
                Assert.NotEqual(JsonValueKind.Null, answer.Json.GetProperty("nextAction").GetProperty("connectSessionId").ValueKind);
                break;
            case "connect":
                Assert.Equal(("POST", "/api/v1/connect-sessions"), (method, address));
                break;
            case "retrieve":
                Assert.Equal(("POST", $"/api/v1/connections/{answer.ConnectionId}/retrievals"), (method, address));
                break;
            case "poll":
                Assert.Equal(("GET", $"/api/v1/retrievals/{answer.RetrievalId}"), (method, address));
                break;
            default:
                Assert.Equal((null, null), (method, address));
                break;
        }
    }
}
