using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Flinks.Client.Tests.Http;

public sealed class TracingTests : IDisposable
{
    private const string CallerName = "Flinks.Client.Tests.Caller";

    private static readonly ActivitySource Caller = new(CallerName);

    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ActivityListener _listener;
    private readonly Activity _caller;

    public TracingTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is CallerName or FlinksTracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _caller = Caller.StartActivity("caller") ?? throw new InvalidOperationException("Nobody listens.");
    }

    private IReadOnlyList<Activity> Spans => [.. _stopped.Where(activity => activity.TraceId == _caller.TraceId && activity != _caller)];

    [Fact]
    public async Task An_answer_tells_endpoint_status_code_and_attempt()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("GetAccountsDetailAsync", _ => ScriptedFlinks.Json(HttpStatusCode.BadRequest, """{"HttpStatusCode":400,"FlinksCode":"SESSION_EXPIRED"}"""));

        await flinks.CallAsync("Poll");

        var span = Assert.Single(Spans);
        Assert.Equal(("Flinks GetAccountsDetailAsync", ActivityKind.Client, ActivityStatusCode.Error), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["http.request.method"] = "GET",
                ["url.template"] = "/BankingServices/GetAccountsDetailAsync/{requestId}",
                ["flinks.attempt"] = 1,
                ["http.response.status_code"] = 400,
                ["flinks.code"] = "SESSION_EXPIRED",
            },
            span.TagObjects.ToDictionary());
    }

    [Fact]
    public async Task Each_attempt_is_a_span_of_its_own_with_its_number_and_its_id_goes_to_Flinks()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.InTurn("DeleteCard", () => ScriptedFlinks.Html(HttpStatusCode.BadGateway), () => ScriptedFlinks.Json(HttpStatusCode.OK, "{}"));

        await flinks.CallAsync("DeleteCard");

        Assert.Equal([(1, 502), (2, 200)], Spans.Select(span => ((int)span.GetTagItem("flinks.attempt")!, (int)span.GetTagItem("http.response.status_code")!)));
        Assert.Equal(Spans.Select(span => span.Id), flinks.Script.To("DeleteCard").Select(call => call.Header("traceparent")));
        Assert.All(Spans, span => Assert.Equal(_caller.SpanId, span.ParentSpanId));
    }

    public void Dispose()
    {
        _caller.Dispose();
        _listener.Dispose();
    }
}
