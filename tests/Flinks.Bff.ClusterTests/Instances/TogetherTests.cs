using Flinks.Bff.ClusterTests.Upstream;

namespace Flinks.Bff.ClusterTests.Instances;

/// <summary>Three hosts on one PostgreSQL act as one.</summary>
[Collection(ClusterCollection.Name)]
public sealed class TogetherTests(TogetherFixture together) : IClassFixture<TogetherFixture>
{
    private const string Live = "live";

    /// <summary>Slow enough for a crowd to come together on a busy machine, and quick enough to be waited for.</summary>
    private static readonly Pace Slow = new(TimeSpan.FromSeconds(5), TimeSpan.Zero, BeforeWork: 1, GoesOn: true);

    [Fact]
    public async Task Twenty_live_reads_of_one_connection_at_once_go_to_the_bank_once()
    {
        var login = together.Login(Slow);
        var linked = await together.LinkAsync("alice", login);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(host =>
            together.App("alice", host % 3).PostAsync($"/api/v1/connections/{linked}/retrievals", new { freshness = Live })));

        Assert.Single(together.Flinks.ProductCalls, call => call.LoginId == login && call.Kind == CallKind.Live);
        Assert.All(answers, answer => Assert.True(answer is { Status: 200 }, $"{answer}"));
        Assert.Single(answers.Select(answer => answer.RetrievalId).Distinct());
    }

    [Fact]
    public async Task Twenty_cached_reads_of_one_connection_at_once_are_one_retrieval()
    {
        var login = together.Login(Slow);
        var linked = await together.LinkAsync("frank", login);
        var before = together.CachedReadsOf(login);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(host => together.App("frank", host % 3).PostAsync($"/api/v1/connections/{linked}/retrievals")));

        Assert.All(answers, answer => Assert.True(answer is { Status: 200 }, $"{answer}"));
        Assert.Single(answers.Select(answer => answer.RetrievalId).Distinct());
        Assert.Equal(before + 1, together.CachedReadsOf(login));
    }

    [Fact]
    public async Task A_stream_opened_at_one_shows_what_another_does()
    {
        var login = together.Login(Pace.AtOnce, question: true);
        var asked = await together.App("bob", 0).PostAsync("/api/v1/connections", new { loginId = login, freshness = Live });
        var reading = together.ReadEventsAsync("bob", host: 1, asked.RetrievalId!.Value);
        await reading.Began;

        await together.App("bob", 0).PostAsync($"/api/v1/retrievals/{asked.RetrievalId}/mfa-answers", TogetherFixture.RightAnswers(asked));
        var events = await reading.Ended;

        Assert.Equal("mfaRequired", events[0].State);
        Assert.Equal("ready", events[^1].State);
        Assert.All(events, told => Assert.Equal(asked.RetrievalId, told.RetrievalId));
    }

    [Fact]
    public async Task Who_prefers_to_wait_at_one_hears_of_a_question_that_another_met()
    {
        var login = together.Login(Slow, question: true);
        var begun = await together.App("carol", 0).PostAsync("/api/v1/connections", new { loginId = login, freshness = Live }, wait: TimeSpan.Zero);

        var told = await together.App("carol", 1).GetAsync($"/api/v1/retrievals/{begun.RetrievalId}", wait: TimeSpan.FromSeconds(20));

        Assert.Equal((202, 203), (begun.Status, told.Status));
    }

    [Fact]
    public async Task Who_waits_at_one_gets_data_that_come_to_another_where_nobody_waits()
    {
        var login = together.Login(Slow);
        var begun = await together.App("dave", 0).PostAsync("/api/v1/connections", new { loginId = login, freshness = Live }, wait: TimeSpan.Zero);

        var told = await together.App("dave", 1).GetAsync($"/api/v1/retrievals/{begun.RetrievalId}", wait: TimeSpan.FromSeconds(20));

        Assert.Equal((202, 200), (begun.Status, told.Status));
    }

    [Fact]
    public async Task Who_waits_at_one_gets_data_that_went_to_somebody_who_waits_at_another()
    {
        var login = together.Login(Slow);
        var first = together.App("erin", 0).PostAsync("/api/v1/connections", new { loginId = login, freshness = Live }, wait: TimeSpan.FromSeconds(20));
        var id = await together.OpenRetrievalAsync("erin");

        var second = await together.App("erin", 1).GetAsync($"/api/v1/retrievals/{id}", wait: TimeSpan.FromSeconds(20));

        Assert.Equal((200, 200), ((await first).Status, second.Status));
    }
}
