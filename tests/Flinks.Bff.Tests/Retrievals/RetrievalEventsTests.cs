using System.Globalization;
using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Retrievals;

public sealed class RetrievalEventsTests
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task The_present_state_comes_first_then_every_move_then_the_end()
    {
        await using var bff = await BffHost.StartAsync();
        var alice = bff.As("alice");
        var pending = await alice.ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        var reading = alice.GetAsync(pending.Json.GetProperty("eventsUrl").GetString()!);
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        var stream = await reading;

        var events = Events(stream.Text);
        Assert.Equal("text/event-stream", stream.Headers["Content-Type"]);
        Assert.Equal("no", stream.Headers["X-Accel-Buffering"]);
        Assert.Equal("ready", events[^2].Data.GetProperty("state").GetString());
        Assert.Equal("poll", events[^2].Data.GetProperty("nextAction").GetProperty("type").GetString());
        Assert.Equal(events.Count, events.DistinctBy(told => told.Data.GetRawText()).Count());
        Assert.Equal(("end", "{}"), (events[^1].Name, events[^1].Data.GetRawText()));
        Assert.Equal(events.Select(told => told.Id).Order(), events.Select(told => told.Id));
    }

    [Fact]
    public async Task A_stream_of_an_ended_retrieval_says_so_and_ends()
    {
        await using var bff = await BffHost.StartAsync();
        var failed = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);

        var stream = await bff.As("alice").GetAsync($"/api/v1/retrievals/{failed.RetrievalId}/events");

        var events = Events(stream.Text);
        Assert.Equal(["state", "end"], events.Select(told => told.Name));
        Assert.Equal("reconnect_required", events[0].Data.GetProperty("code").GetString());
        Assert.Equal("connect", events[0].Data.GetProperty("nextAction").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Who_comes_back_with_the_last_version_is_not_told_it_again()
    {
        await using var bff = await BffHost.StartAsync();
        var failed = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);
        var address = $"/api/v1/retrievals/{failed.RetrievalId}/events";
        var last = Events((await bff.As("alice").GetAsync(address)).Text)[0].Id;

        var stream = await bff.As("alice").GetAsync(address, ("Last-Event-ID", $"{last}"));

        Assert.Equal("event: end\ndata: {}\n\n", stream.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("0x1")]
    [InlineData("99999999999999999999")]
    [InlineData("latest")]
    [InlineData("+0")]
    [InlineData("1000")]
    public async Task Any_other_last_event_is_as_good_as_none(string last)
    {
        await using var bff = await BffHost.StartAsync();
        var failed = await bff.As("alice").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);

        var stream = await bff.As("alice").GetAsync($"/api/v1/retrievals/{failed.RetrievalId}/events", ("Last-Event-ID", last));

        Assert.Equal(["state", "end"], Events(stream.Text).Select(told => told.Name));
    }

    [Fact]
    public async Task While_nothing_happens_a_comment_shows_that_the_stream_is_alive()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);
        var waiting = WatchedClock.Of(bff).NextWaitAsync(Heartbeat);

        var reading = bff.As("alice").GetAsync(pending.Json.GetProperty("eventsUrl").GetString()!);
        for (var beats = 0; beats < 2; beats++)
        {
            await waiting;
            waiting = WatchedClock.Of(bff).NextWaitAsync(Heartbeat);
            bff.Clock.Advance(Heartbeat);
        }

        await waiting;
        await bff.As("alice").GiveUpAsync(pending.RetrievalId);
        var stream = await reading;

        Assert.Contains("\n\n:\n\n", stream.Text, StringComparison.Ordinal);
        Assert.Equal(["state", "state", "end"], Events(stream.Text).Select(told => told.Name));
    }

    [Fact]
    public async Task A_user_has_ten_streams_and_one_that_was_left_makes_room()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);
        var address = pending.Json.GetProperty("eventsUrl").GetString()!;
        using var leaving = new CancellationTokenSource();
        using var ending = new CancellationTokenSource();
        var open = new List<Task<BffAnswer>>();
        for (var stream = 0; stream < 10; stream++)
        {
            var waiting = WatchedClock.Of(bff).NextWaitAsync(Heartbeat);
            open.Add(bff.As("alice").HangingUp(stream == 0 ? leaving.Token : ending.Token).GetAsync(address));
            await waiting;
        }

        var refused = await bff.As("alice").GetAsync(address);
        await leaving.CancelAsync();
        // That somebody has left shows only in that there is room; whoever comes too soon is answered at once.
        await Until.TrueAsync(async () => await IsOpenedAsync(bff, address, ending.Token));
        await ending.CancelAsync();

        Assert.Equal((429, "rate_limited", "60"), (refused.Status, refused.Code, refused.Headers["Retry-After"]));
        Assert.All(open, stream => Assert.False(stream.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task A_stream_closes_with_the_token_that_opened_it()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);
        var waiting = WatchedClock.Of(bff).NextWaitAsync(Heartbeat);
        var reading = bff.AsNobody(TestTokens.For("alice", bff.Clock, lasts: TimeSpan.FromMinutes(5))).GetAsync(pending.Json.GetProperty("eventsUrl").GetString()!);
        await waiting;

        bff.Clock.Advance(TimeSpan.FromMinutes(5));
        var stream = await reading;

        Assert.Contains(": closing; open the stream again\nretry: ", stream.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("event: end", stream.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_stream_is_not_found()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        var stream = await bff.As("mallory").GetAsync(pending.Json.GetProperty("eventsUrl").GetString()!);

        Assert.Equal((404, "not_found"), (stream.Status, stream.Code));
    }

    private static async Task<bool> IsOpenedAsync(BffHost bff, string address, CancellationToken hangUp)
    {
        var waiting = WatchedClock.Of(bff).NextWaitAsync(Heartbeat);
        return await Task.WhenAny(bff.As("alice").HangingUp(hangUp).GetAsync(address), waiting) == waiting;
    }

    private static List<(string Name, int Id, JsonElement Data)> Events(string stream) =>
    [
        .. from block in stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
           let lines = block.Split('\n').Where(line => !line.StartsWith(':')).ToDictionary(line => line[..line.IndexOf(':')], line => line[(line.IndexOf(':') + 2)..])
           where lines.Count > 0
           select (lines["event"], int.Parse(lines.GetValueOrDefault("id", "2147483647"), CultureInfo.InvariantCulture), JsonDocument.Parse(lines["data"]).RootElement),
    ];
}
