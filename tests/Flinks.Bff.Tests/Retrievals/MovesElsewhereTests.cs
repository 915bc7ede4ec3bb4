using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>Whoever waits at one instance learns within a second of what another one does.</summary>
public sealed class MovesElsewhereTests
{
    private static readonly TimeSpan ALook = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_caller_who_waits_here_gets_the_data_that_another_instance_brought()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        await using var another = await bff.StartAnotherAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        var waiting = WatchedClock.Of(bff).NextWaitAsync(TimeSpan.FromSeconds(24));
        var getting = bff.As("alice").ShowAsync(pending.RetrievalId, ("Prefer", "wait=24"));
        await waiting;

        await another.PassAsync(RetrievalSteps.PollInterval);
        await another.PassAsync(RetrievalSteps.PollInterval);
        bff.Clock.Advance(ALook);
        var ready = await getting;

        Assert.Equal(200, ready.Status);
        Assert.NotEmpty(ready.Json.GetProperty("accounts").EnumerateArray());
    }

    [Fact]
    public async Task A_stream_that_is_read_here_tells_of_moves_made_there()
    {
        await using var bff = await BffHost.StartAsync();
        await using var another = await bff.StartAnotherAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        var reading = bff.As("alice").GetAsync(pending.Json.GetProperty("eventsUrl").GetString()!);

        await another.PassAsync(RetrievalSteps.PollInterval);
        await another.PassAsync(RetrievalSteps.PollInterval);
        bff.Clock.Advance(ALook);
        var stream = await reading;

        Assert.Contains("\"state\":\"ready\"", stream.Text, StringComparison.Ordinal);
        Assert.EndsWith("event: end\ndata: {}\n\n", stream.Text, StringComparison.Ordinal);
    }
}
