using System.Net;
using System.Net.Sockets;

namespace Flinks.Client.Tests.Http;

public sealed class ResilienceTests
{
    public static TheoryData<string> Repeated => ["Mint", "Poll", "PollSummary", "DeleteCard"];

    public static TheoryData<string> SentOnce => ["Authorize", "Cached", "Answer", "Collect", "Summarize"];

    [Theory]
    [MemberData(nameof(Repeated))]
    public async Task What_is_safe_to_repeat_is_sent_three_times(string call)
    {
        foreach (var trouble in Troubles())
        {
            await using var flinks = new TestFlinks();
            flinks.Script.On(Calls.EndpointOf(call), _ => trouble());

            await flinks.CallAsync(call);

            Assert.Equal(3, flinks.Script.To(Calls.EndpointOf(call)).Count);
        }
    }

    [Theory]
    [MemberData(nameof(SentOnce))]
    public async Task What_is_not_safe_to_repeat_is_sent_once(string call)
    {
        foreach (var trouble in Troubles())
        {
            await using var flinks = new TestFlinks();
            flinks.Script.On(Calls.EndpointOf(call), _ => trouble());

            var outcome = await flinks.CallAsync(call);

            Assert.IsType<FlinksOutcome.Unavailable>(outcome);
            Assert.Single(flinks.Script.To(Calls.EndpointOf(call)));
        }
    }

    [Theory]
    [MemberData(nameof(Repeated))]
    public async Task Throttling_and_Flinks_own_errors_are_not_repeated(string call)
    {
        foreach (var status in new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.InternalServerError, HttpStatusCode.Unauthorized })
        {
            await using var flinks = new TestFlinks();
            flinks.Script.On(Calls.EndpointOf(call), _ => ScriptedFlinks.Html(status));

            await flinks.CallAsync(call);

            Assert.Single(flinks.Script.Calls);
        }
    }

    [Fact]
    public async Task A_repeat_that_succeeds_is_the_answer()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.InTurn(
            "GetAccountsDetailAsync",
            () => throw new HttpRequestException("reset", new SocketException((int)SocketError.ConnectionReset)),
            () => ScriptedFlinks.Json(HttpStatusCode.OK, Samples.Text("accounts-detail-200")));

        Assert.IsType<FlinksOutcome.Collected>(await flinks.CallAsync("Poll"));
    }

    [Fact]
    public async Task A_mint_that_fails_is_known_within_two_seconds()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("GenerateAuthorizeToken", _ => ScriptedFlinks.Html(HttpStatusCode.BadGateway));
        var start = flinks.Time.GetUtcNow();

        await flinks.CallAsync("Mint");

        Assert.InRange(flinks.Time.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("Mint")]
    [InlineData("Authorize")]
    [InlineData("Collect")]
    [InlineData("DeleteCard")]
    public async Task A_call_that_is_never_answered_ends_by_its_time_out_and_is_not_repeated(string call)
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On(Calls.EndpointOf(call), NeverAsync);
        var start = flinks.Time.GetUtcNow();

        var outcome = await flinks.CallUntilTimeOutAsync(call);

        Assert.IsType<FlinksOutcome.Unavailable>(outcome);
        Assert.Equal(TimeSpan.FromMinutes(4), flinks.Time.GetUtcNow() - start);
        Assert.Single(flinks.Script.To(Calls.EndpointOf(call)));
    }

    [Fact]
    public async Task A_poll_that_is_never_answered_stays_pending()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("GetAccountsDetailAsync", NeverAsync);

        Assert.IsType<FlinksOutcome.Pending>(await flinks.CallUntilTimeOutAsync("Poll"));
    }

    [Fact]
    public async Task A_body_that_stalls_counts_into_the_time_out()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("Authorize", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new StallingStream()) });

        Assert.IsType<FlinksOutcome.Unavailable>(await flinks.CallUntilTimeOutAsync("Authorize"));
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_no_answer()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("Authorize", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BreakingStream()) });

        Assert.IsType<FlinksOutcome.Unavailable>(await flinks.CallAsync("Authorize"));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_not_read_to_its_end()
    {
        await using var flinks = new TestFlinks();
        using var endless = new EndlessStream();
        flinks.Script.On("GetAccountsDetail", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(endless) });

        Assert.IsType<FlinksOutcome.Failed>(await flinks.CallAsync("Collect"));
        Assert.InRange(endless.Given, BufferedContent.MaxBytes, BufferedContent.MaxBytes * 2L);
    }

    [Fact]
    public async Task Ten_failures_in_a_row_leave_the_circuit_closed()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("Authorize", _ => ScriptedFlinks.Html(HttpStatusCode.ServiceUnavailable));
        for (var failure = 0; failure < 10; failure++)
        {
            await flinks.CallAsync("Authorize");
        }

        flinks.Script.On("Authorize", _ => ScriptedFlinks.Json(HttpStatusCode.OK, Samples.Text("authorize-200")));

        Assert.IsType<FlinksOutcome.Authorized>(await flinks.CallAsync("Authorize"));
    }

    [Fact]
    public async Task A_dead_Flinks_opens_the_circuit_of_its_group_only_and_for_ten_seconds()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("Authorize", _ => ScriptedFlinks.Html(HttpStatusCode.ServiceUnavailable));
        flinks.Script.On("GetAccountsDetail", _ => ScriptedFlinks.Json(HttpStatusCode.OK, Samples.Text("accounts-detail-200")));
        for (var failure = 0; failure < 30; failure++)
        {
            await flinks.CallAsync("Authorize");
        }

        flinks.Script.On("Authorize", _ => ScriptedFlinks.Json(HttpStatusCode.OK, Samples.Text("authorize-200")));

        Assert.IsType<FlinksOutcome.Unavailable>(await flinks.CallAsync("Authorize"));
        Assert.Equal(30, flinks.Script.To("Authorize").Count);
        Assert.IsType<FlinksOutcome.Collected>(await flinks.CallAsync("Collect"));
        flinks.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.IsType<FlinksOutcome.Authorized>(await flinks.CallAsync("Authorize"));
    }

    private static Func<HttpResponseMessage>[] Troubles() =>
    [
        () => ScriptedFlinks.Html(HttpStatusCode.BadGateway),
        () => ScriptedFlinks.Html(HttpStatusCode.ServiceUnavailable),
        () => ScriptedFlinks.Html(HttpStatusCode.GatewayTimeout),
        () => throw new HttpRequestException("No connection."),
    ];

    private static async Task<HttpResponseMessage> NeverAsync(SentCall call, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return ScriptedFlinks.Html(HttpStatusCode.OK);
    }

    private sealed class StallingStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
    }

    private sealed class BreakingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new HttpIOException(HttpRequestError.ResponseEnded);
    }

    /// <summary>Cannot seek, so that its length is unknown.</summary>
    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
