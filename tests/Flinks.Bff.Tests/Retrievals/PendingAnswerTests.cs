using System.Text.Json;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>202: Flinks is at work, and goes on whether or not somebody waits.</summary>
public sealed class PendingAnswerTests
{
    [Fact]
    public async Task A_202_of_Flinks_is_answered_at_once_with_what_to_do()
    {
        await using var bff = await BffHost.StartAsync();

        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        var address = $"/api/v1/retrievals/{pending.RetrievalId}";
        Assert.Equal(202, pending.Status);
        Assert.Equal(address, pending.Headers["Location"]);
        Assert.Equal("10", pending.Headers["Retry-After"]);
        Assert.Equal(
            $$$"""{"connectionId":"{{{pending.ConnectionId}}}","retrievalId":"{{{pending.RetrievalId}}}","state":"collecting","startedAt":"2026-03-02T14:00:00Z","expiresAt":"2026-03-02T14:30:00Z","eventsUrl":"{{{address}}}/events","nextAction":{"type":"poll","method":"GET","url":"{{{address}}}","expiresAt":null,"retryAfterSeconds":10,"connectSessionId":null}}""",
            pending.Text);
    }

    [Fact]
    public async Task A_GET_says_how_long_until_it_is_worth_asking_again()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Clock.Advance(TimeSpan.FromSeconds(4));

        var shown = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal(202, shown.Status);
        Assert.Equal(pending.Headers["Location"], shown.Headers["Location"]);
        Assert.Equal("6", shown.Headers["Retry-After"]);
        Assert.Equal(6, shown.NextAfter());
    }

    [Theory]
    [InlineData(9.2, 1)]
    [InlineData(10, 1)]
    [InlineData(12, 1)]
    public async Task A_poll_that_is_due_is_worth_asking_for_in_a_second(double passed, int after)
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Clock.Advance(TimeSpan.FromSeconds(passed));

        var shown = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal((202, $"{after}", after), (shown.Status, shown.Headers["Retry-After"], shown.NextAfter()));
    }

    [Fact]
    public async Task The_time_runs_from_the_beginning_of_the_collection()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.DispatchedOnce.LoginId);

        await bff.PassAsync(RetrievalSteps.PollInterval);
        var collecting = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal(BffHost.Start + RetrievalSteps.PollTimeout, pending.Json.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal("collecting", collecting.State);
        Assert.Equal(BffHost.Start + RetrievalSteps.PollInterval + RetrievalSteps.PollTimeout, collecting.Json.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal(BffHost.Start, collecting.Json.GetProperty("startedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_connection_names_its_open_retrieval()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        var connection = await bff.As("alice").ShowConnectionAsync(pending.ConnectionId);

        Assert.Equal("active", connection.State);
        Assert.Equal(pending.RetrievalId, connection.Json.GetProperty("openRetrievalId").GetGuid());
        Assert.Equal(JsonValueKind.Null, connection.Json.GetProperty("lastRetrievalId").ValueKind);
        Assert.Equal("poll", connection.NextAction);
        Assert.Equal("GET", connection.NextMethod);
        Assert.Equal($"/api/v1/retrievals/{pending.RetrievalId}", connection.NextUrl);
    }

    [Theory]
    [InlineData(FlinksEndpoint.Authorize, "authorizing")]
    [InlineData(FlinksEndpoint.GetAccountsDetail, "collecting")]
    public async Task A_call_that_takes_long_goes_on_after_the_answer(FlinksEndpoint slow, string state)
    {
        await using var bff = await WatchedClock.StartHostAsync();
        using var gate = bff.Flinks.Faults.Hold(slow);
        var waiting = WatchedClock.Of(bff).NextWaitAsync(RetrievalSteps.AnswerWithin);
        var slowly = WatchedClock.Of(bff).NextWaitAsync(TimeSpan.FromSeconds(1));
        var posting = bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await gate.Arrived;
        await waiting;
        if (slow == FlinksEndpoint.GetAccountsDetail)
        {
            await slowly;
            using var told = bff.Services.GetRequiredService<RetrievalSignals>().Listen((await bff.OnlyRetrievalAsync()).Id, takesData: false);
            bff.Clock.Advance(TimeSpan.FromSeconds(1));
            // Not the row: it is written a moment before the caller, who listens longer than we do, is told.
            await told.NextAsync(TestContext.Current.CancellationToken);
        }

        bff.Clock.Advance(RetrievalSteps.AnswerWithin);
        var pending = await posting;
        gate.Open();
        await bff.RunDueAsync();
        var ready = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal(202, pending.Status);
        Assert.Equal(state, pending.State);
        Assert.Equal(2, pending.NextAfter());
        Assert.Equal(200, ready.Status);
    }

    [Fact]
    public async Task A_caller_who_waits_gets_the_outcome_of_a_slow_call()
    {
        await using var bff = await WatchedClock.StartHostAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var waiting = WatchedClock.Of(bff).NextWaitAsync(RetrievalSteps.AnswerWithin);
        var posting = bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await gate.Arrived;
        await waiting;

        bff.Clock.Advance(RetrievalSteps.AnswerWithin - TimeSpan.FromSeconds(1));
        gate.Open();

        Assert.Equal(200, (await posting).Status);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_finds_the_data_later()
    {
        await using var bff = await BffHost.StartAsync();
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        await bff.PostAndHangUpAsync("alice", "/api/v1/connections", new { loginId = SimulatedLogins.NoMfa.LoginId }, gate);
        var open = (await bff.As("alice").GetAsync("/api/v1/connections")).Json[0].GetProperty("openRetrievalId").GetGuid();

        gate.Open();
        await bff.RunDueAsync();
        await bff.RestartAsync();
        var ready = await bff.As("alice").ShowAsync(open);

        Assert.Equal(200, ready.Status);
        Assert.Single(await bff.StoredResultsAsync());
        Assert.Single(bff.Authorizes());
    }

    [Fact]
    public async Task Another_users_retrieval_answers_as_an_unknown_one()
    {
        await using var bff = await BffHost.StartAsync();
        var ready = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        foreach (var answer in new[]
        {
            await bff.As("mallory").ShowAsync(ready.RetrievalId),
            await bff.As("mallory").ResumedAsync(ready.RetrievalId),
            await bff.As("mallory").MintResumeUrlAsync(ready.RetrievalId),
            await bff.As("mallory").AnswerAsync(ready.RetrievalId, "a", "b"),
            await bff.As("mallory").GiveUpAsync(ready.RetrievalId),
            await bff.As("alice").ShowAsync(Guid.NewGuid()),
            await bff.As("alice").GetAsync("/api/v1/retrievals/not-a-guid"),
        })
        {
            Assert.Equal(404, answer.Status);
            Assert.Equal("not_found", answer.Code);
        }
    }
}
