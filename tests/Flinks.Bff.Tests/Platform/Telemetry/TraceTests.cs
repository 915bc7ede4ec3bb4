using System.Collections.Concurrent;
using System.Diagnostics;
using Flinks.Bff.Platform.Telemetry;
using Flinks.Bff.Tests.Hosting;
using Flinks.Client;
using Flinks.Simulator;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.Platform.Telemetry;

public sealed class TraceTests : IDisposable
{
    private const string Server = "Microsoft.AspNetCore";
    private const string Connecting = "POST api/v1/connections";

    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ActivityListener _listener;
    private readonly string _trace = ActivityTraceId.CreateRandom().ToHexString();

    public TraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Server or PlatformMetrics.Name or FlinksTracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private (string, string) Parent => ("traceparent", $"00-{_trace}-b7ad6b7169203331-01");

    [Fact]
    public async Task A_request_is_a_span_by_its_route_with_its_work_and_its_calls_below_it()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:TokenPool"] = "0");

        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, Parent);

        var request = await SpanAsync(span => span.DisplayName == Connecting);
        var work = await SpanAsync(span => span.DisplayName == "retrieval");
        var calls = Spans().Where(span => span.Source.Name == FlinksTracing.SourceName).ToList();
        Assert.Equal("b7ad6b7169203331", request.ParentSpanId.ToHexString());
        Assert.Equal(("POST", "api/v1/connections", 200), (request.GetTagItem("http.request.method"), request.GetTagItem("http.route"), request.GetTagItem("http.response.status_code")));
        Assert.Equal(request.SpanId, work.ParentSpanId);
        Assert.Equal("ready", work.GetTagItem("flinks_bff.retrieval.state"));
        Assert.Equal(["Flinks GenerateAuthorizeToken", "Flinks Authorize", "Flinks GetAccountsDetail"], calls.Select(call => call.DisplayName));
        Assert.All(calls, call => Assert.Equal(work.SpanId, call.ParentSpanId));
        Assert.Equal(calls.Select(call => call.Id), bff.Flinks.Calls.All.Select(call => call.Headers["traceparent"]));
    }

    [Fact]
    public async Task A_problem_is_found_again_by_its_trace_in_header_body_span_and_log()
    {
        await using var bff = await BffHost.StartAsync();

        var refused = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId, null, Parent);

        var request = await SpanAsync(span => span.DisplayName == Connecting);
        Assert.Equal(_trace, refused.Headers["X-Trace-Id"]);
        Assert.Equal(_trace, refused.Json.GetProperty("traceId").GetString());
        Assert.Equal("reconnect_required", request.GetTagItem("flinks_bff.problem.code"));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("00-zzf7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331")]
    public async Task A_malformed_traceparent_is_as_good_as_none(string traceparent)
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:TokenPool"] = "0");

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, ("traceparent", traceparent));

        var trace = answer.Headers["X-Trace-Id"];
        Assert.Equal(200, answer.Status);
        Assert.Matches("^[0-9a-f]{32}$", trace);
        Assert.NotEqual(new string('0', 32), trace);
        Assert.DoesNotContain("0af7651916cd43dd8448eb211c80319c", trace, StringComparison.Ordinal);
        Assert.All(bff.Flinks.Calls.All, call => Assert.StartsWith($"00-{trace}-", call.Headers["traceparent"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_clock_began_is_a_trace_of_its_own_linked_to_the_request_that_started_it()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId, null, Parent);
        var request = await SpanAsync(span => span.DisplayName == Connecting);

        await bff.PassAsync(TimeSpan.FromSeconds(10));

        var later = _stopped.Single(span => span.TraceId.ToHexString() != _trace && $"{span.GetTagItem("flinks_bff.retrieval.id")}" == $"{pending.RetrievalId}");
        Assert.Equal((request.TraceId, request.SpanId), (Assert.Single(later.Links).Context.TraceId, later.Links.Single().Context.SpanId));
        var poll = Assert.Single(_stopped, span => span.ParentSpanId == later.SpanId);
        Assert.Equal("Flinks GetAccountsDetailAsync", poll.DisplayName);
        Assert.Equal(poll.Id, Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.GetAccountsDetailAsync)).Headers["traceparent"]);
    }

    [Fact]
    public async Task A_probe_leaves_no_span_to_export()
    {
        await using var bff = await BffHost.StartAsync();

        await bff.AsNobody().GetAsync("/health/live", Parent);

        var probe = await SpanAsync(span => span.Source.Name == Server);
        Assert.False(probe.Recorded);
    }

    public void Dispose() => _listener.Dispose();

    private IEnumerable<Activity> Spans() => _stopped.Where(span => span.TraceId.ToHexString() == _trace);

    /// <summary>The server ends its span after the answer has gone out.</summary>
    private async Task<Activity> SpanAsync(Predicate<Activity> isIt)
    {
        while (true)
        {
            if (Spans().FirstOrDefault(span => isIt(span)) is { } found)
            {
                return found;
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
