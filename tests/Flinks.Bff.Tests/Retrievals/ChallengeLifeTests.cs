using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>A challenge's window, and what its connection shows of it.</summary>
public sealed class ChallengeLifeTests
{
    private const string Prompt = "What city were you born in?";

    [Fact]
    public async Task Until_the_last_moment_of_the_window_an_answer_is_taken()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        await bff.PassAsync(RetrievalSteps.ResumeWindow - TimeSpan.FromSeconds(1));

        var ready = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");

        Assert.Equal(200, ready.Status);
    }

    [Fact]
    public async Task After_the_window_an_answer_is_refused_and_not_sent()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(RetrievalSteps.ResumeWindow);

        var refused = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");

        Assert.Equal(409, refused.Status);
        Assert.Equal("resume_window_closed", refused.Code);
        Assert.Equal("retrieve", refused.NextAction);
        Assert.Single(bff.Authorizes());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_window_that_closes_expires_the_retrieval_and_frees_the_connection(bool seenByARound)
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(RetrievalSteps.ResumeWindow);
        if (seenByARound)
        {
            await bff.RunDueAsync();
        }

        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId);
        var connection = await bff.As("alice").ShowConnectionAsync(asked.ConnectionId);

        Assert.Equal(410, shown.Status);
        Assert.Equal("retrieval_expired", shown.Code);
        Assert.Equal("retrieve", shown.NextAction);
        Assert.Equal("active", connection.State);
        Assert.Equal(JsonValueKind.Null, connection.Json.GetProperty("openRetrievalId").ValueKind);
        Assert.Equal("none", connection.NextAction);
    }

    [Fact]
    public async Task A_window_may_be_set_otherwise()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:ResumeWindow"] = "00:02:00");
        var asked = await bff.As("alice").MeetChallengeAsync();

        await bff.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(BffHost.Start.AddMinutes(2), asked.ResumeExpiresAt());
        Assert.Equal("retrieval_expired", (await bff.As("alice").ShowAsync(asked.RetrievalId)).Code);
    }

    [Fact]
    public async Task After_the_window_a_POST_starts_anew_although_no_round_has_come_by()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var asked = await bff.As("alice").MeetChallengeAsync();
        bff.Clock.Advance(RetrievalSteps.ResumeWindow);

        var ready = await bff.As("alice").RetrieveAsync(asked.ConnectionId);

        Assert.Equal(200, ready.Status);
        Assert.NotEqual(asked.RetrievalId, ready.RetrievalId);
        Assert.Equal("retrieval_expired", (await bff.As("alice").ShowAsync(asked.RetrievalId)).Code);
    }

    [Fact]
    public async Task Giving_up_frees_the_connection()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var given = await bff.As("alice").GiveUpAsync(asked.RetrievalId);
        var connection = await bff.As("alice").ShowConnectionAsync(asked.ConnectionId);

        Assert.Equal(204, given.Status);
        Assert.Equal("active", connection.State);
        Assert.Equal(JsonValueKind.Null, connection.Json.GetProperty("openRetrievalId").ValueKind);
    }

    [Fact]
    public async Task A_connection_that_needed_its_user_before_the_challenge_still_does_after_it_was_given_up()
    {
        await using var bff = await BffHost.StartAsync();
        var login = bff.Flinks.Seed(SimulatedLogins.MfaQuestion with { LoginId = Guid.NewGuid(), OnCached = new("INVALID_PASSWORD") });
        var failed = await bff.As("alice").ConnectAsync(login.LoginId);
        var asked = await bff.As("alice").RefreshAsync(failed.ConnectionId);

        await bff.As("alice").GiveUpAsync(asked.RetrievalId);
        var connection = await bff.As("alice").ShowConnectionAsync(asked.ConnectionId);

        Assert.Equal(203, asked.Status);
        Assert.Equal("needsUser", connection.State);
        Assert.Equal("connect", connection.NextAction);
    }

    [Fact]
    public async Task An_answered_challenge_frees_the_connection_while_the_data_are_collected()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var pending = await bff.As("alice").AnswerAsync(asked.RetrievalId, Prompt, "Montreal");
        var connection = await bff.As("alice").ShowConnectionAsync(asked.ConnectionId);

        Assert.Equal("collecting", pending.State);
        Assert.Equal("active", connection.State);
        Assert.Equal("poll", connection.NextAction);
    }
}
