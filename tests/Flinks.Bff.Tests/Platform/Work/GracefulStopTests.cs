using Flinks.Bff.Platform.Work;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Client;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Tests.Platform.Work;

public sealed class GracefulStopTests
{
    private static readonly (string Name, string Value) HoldMe = ("Prefer", "wait=20");

    [Fact]
    public async Task Streams_are_told_to_come_back_and_end_without_saying_that_anything_ended()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        var reading = bff.As("alice").GetAsync(pending.Json.GetProperty("eventsUrl").GetString()!);
        await bff.Clock.TimerSetAsync();
        TellToStop(bff);
        var stream = await reading;

        Assert.Contains("event: state", stream.Text, StringComparison.Ordinal);
        Assert.Matches(@"\n\n: [^\n]+\nretry: [1-4]\d{3}\n\n$", stream.Text);
        Assert.DoesNotContain("event: end", stream.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_opened_while_it_stops_tells_the_present_state_and_sends_its_reader_on()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        TellToStop(bff);

        var stream = await bff.As("alice").GetAsync(pending.Json.GetProperty("eventsUrl").GetString()!);

        Assert.Contains("\"state\":\"collecting\"", stream.Text, StringComparison.Ordinal);
        Assert.Contains("\nretry: ", stream.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asked_to_be_held_is_answered_at_once_with_what_there_is()
    {
        await using var bff = await BffHost.StartAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var posting = bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, HoldMe);
        await gate.Arrived;
        var retrieval = await bff.OnlyRetrievalAsync();
        var getting = bff.As("alice").ShowAsync(retrieval.Id.Value, HoldMe);
        await bff.Clock.TimerSetAsync();

        TellToStop(bff);

        Assert.Equal((202, "authorizing"), ((await posting).Status, (await posting).State));
        Assert.Equal((202, "authorizing"), ((await getting).Status, (await getting).State));
    }

    [Fact]
    public async Task What_is_out_at_Flinks_goes_on_and_its_caller_gets_the_data()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var posting = bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });
        await gate.Arrived;

        TellToStop(bff);
        gate.Open();

        Assert.Equal(200, (await posting).Status);
    }

    [Fact]
    public async Task While_it_drains_calls_are_taken_and_afterwards_nothing_new_is_begun()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Shutdown:Drain"] = "00:00:05");
        var stop = bff.Services.GetRequiredService<GracefulStop>();

        var stopping = stop.StoppingAsync(TestContext.Current.CancellationToken);
        var ready = await bff.AsNobody().GetAsync("/health/ready");
        var taken = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.WhileTimePassesAsync(stopping);
        bff.Flinks.Calls.Clear();
        var refused = await bff.As("bob").ConnectAsync(SimulatedLogins.WrongPassword.LoginId);
        var read = await bff.As("alice").ShowAsync(taken.RetrievalId);

        Assert.Equal((503, 200, 503, 200), (ready.Status, taken.Status, refused.Status, read.Status));
        Assert.Equal(("upstream_unavailable", "wait", "5"), (refused.Code, refused.NextAction, refused.Headers["Retry-After"]));
        Assert.Empty(bff.Flinks.Calls.All);
    }

    [Fact]
    public async Task Connections_are_given_up_with_their_next_answer()
    {
        await using var bff = await BffHost.StartAsync();
        var before = await bff.As("alice").GetAsync("/api/v1/connections");

        TellToStop(bff);
        var after = await bff.As("alice").GetAsync("/api/v1/connections");

        Assert.False(before.Headers.ContainsKey("Connection"));
        Assert.Equal("close", after.Headers["Connection"]);
    }

    [Fact]
    public async Task Work_that_ends_in_time_is_waited_for()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        await bff.PostAndHangUpAsync("alice", "/api/v1/connections", new { loginId = SimulatedLogins.NoMfa.LoginId }, gate);

        var stopping = bff.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        var hadStopped = stopping.IsCompleted;
        gate.Open();
        await stopping;

        Assert.False(hadStopped);
        Assert.Equal("Ready", $"{(await bff.OnlyRetrievalAsync()).State}");
        Assert.Single(await bff.StoredResultsAsync());
    }

    [Fact]
    public async Task By_default_the_stop_outlasts_the_longest_call()
    {
        await using var bff = await BffHost.StartAsync();

        var timeout = bff.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;

        Assert.True(timeout > new FlinksOptions { CustomerId = "", SecretKey = "" }.CallTimeout + TimeSpan.FromSeconds(5));
    }

    private static void TellToStop(BffHost bff) => bff.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
}
