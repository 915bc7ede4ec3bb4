using System.Diagnostics.Metrics;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Client.Tests;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Retrievals;

public sealed class RetrievalMetricsTests
{
    private const string Ended = "flinks_bff.retrieval.ended";
    private const string TimeToData = "flinks_bff.retrieval.time_to_data";
    private const string Open = "flinks_bff.retrieval.open";
    private const string OldestDue = "flinks_bff.retrieval.oldest_due.age";

    [Fact]
    public async Task Retrievals_are_counted_by_how_they_ended()
    {
        await using var bff = await BffHost.StartAsync();
        using var measured = Measure(bff);
        var alice = bff.As("alice");

        await alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await alice.ConnectAsync(SimulatedLogins.WrongPassword.LoginId);
        var asked = await alice.MeetChallengeAsync();
        await alice.GiveUpAsync(asked.RetrievalId);
        await alice.MeetChallengeAsync(SimulatedLogins.MfaChoice);
        await bff.PassAsync(RetrievalSteps.ResumeWindow);

        Assert.Equal(
            [
                "1 flinks_bff.data.source=cached flinks_bff.retrieval.state=ready",
                "1 flinks_bff.data.source=cached flinks_bff.problem.code=reconnect_required flinks_bff.retrieval.state=failed",
                "1 flinks_bff.data.source=live flinks_bff.retrieval.state=superseded",
                "1 flinks_bff.data.source=live flinks_bff.retrieval.state=expired",
            ],
            measured.Told(Ended));
    }

    [Fact]
    public async Task Answers_with_data_are_counted_by_where_these_came_from()
    {
        await using var bff = await BffHost.StartAsync();
        using var measured = Measure(bff);

        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal(["1 flinks_bff.data.source=cached", "1 flinks_bff.data.source=stored"], measured.Told("flinks_bff.data.answers"));
    }

    [Fact]
    public async Task The_time_to_data_is_told_apart_where_a_person_had_to_answer()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        using var measured = Measure(bff);
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.As("bob").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        bff.Clock.Advance(TimeSpan.FromSeconds(25));
        await bff.As("alice").AnswerAsync(asked.RetrievalId, "What city were you born in?", "Montreal");
        await bff.PassAsync(TimeSpan.Zero);
        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Contains("25 flinks_bff.data.source=live flinks_bff.retrieval.mfa=True", measured.Told(TimeToData));
        Assert.Contains(measured.Told(TimeToData), told => told.EndsWith("flinks_bff.data.source=cached flinks_bff.retrieval.mfa=False", StringComparison.Ordinal));
    }

    [Fact]
    public async Task How_late_a_poll_is_taken_up_is_told()
    {
        await using var bff = await BffHost.StartAsync();
        using var measured = Measure(bff);
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        await bff.PassAsync(RetrievalSteps.PollInterval + TimeSpan.FromSeconds(3));

        Assert.Equal(["3"], measured.Told("flinks_bff.retrieval.step.lateness"));
    }

    [Fact]
    public async Task What_is_open_and_how_long_the_oldest_step_has_been_due_is_seen()
    {
        await using var bff = await BffHost.StartAsync();
        using var measured = Measure(bff);
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.As("bob").MeetChallengeAsync();

        var open = measured.Observe(Open);
        bff.Clock.Advance(RetrievalSteps.PollInterval + TimeSpan.FromSeconds(15));
        var age = measured.Observe(OldestDue);

        Assert.Equal(
            [
                "0 flinks_bff.retrieval.state=authorizing", "0 flinks_bff.retrieval.state=busy",
                "1 flinks_bff.retrieval.state=mfaRequired", "1 flinks_bff.retrieval.state=collecting",
            ],
            open);
        Assert.Equal(["15"], age);
    }

    [Fact]
    public async Task The_database_is_not_asked_again_within_seconds()
    {
        await using var bff = await BffHost.StartAsync();
        using var measured = Measure(bff);

        var before = measured.Observe(Open);
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        var soon = measured.Observe(Open);
        bff.Clock.Advance(TimeSpan.FromSeconds(5));
        var later = measured.Observe(Open);

        Assert.Equal(before, soon);
        Assert.Contains("1 flinks_bff.retrieval.state=collecting", later);
    }

    [Fact]
    public async Task Streams_are_counted_while_they_are_read()
    {
        await using var bff = await BffHost.StartAsync();
        using var measured = Measure(bff);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetailAsync);
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);

        using var hangUp = new CancellationTokenSource();
        var reading = bff.As("alice").HangingUp(hangUp.Token).GetAsync(pending.Json.GetProperty("eventsUrl").GetString()!);
        await Until.TrueAsync(() => measured.Sum("flinks_bff.streams.open") == 1);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        await Until.TrueAsync(() => measured.Sum("flinks_bff.streams.open") == 0);
    }

    private static Measured Measure(BffHost bff) => new(bff.Services.GetRequiredService<IMeterFactory>());
}
