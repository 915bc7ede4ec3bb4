using System.Text.Json;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Problems;

/// <summary>Whatever Flinks answers, the caller gets a documented answer, and the next call works.</summary>
public sealed class BadDayTests(SharedBff bff) : IClassFixture<SharedBff>
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Days => BadDays.Names;

    [Theory]
    [MemberData(nameof(Days))]
    public async Task On_minting(string day)
    {
        var person = bff.Newcomer();
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.GenerateAuthorizeToken, BadDays.Of(day));

        var answer = await person.ConnectAsync();

        ExpectedProblem.Of(BadDays.CodeOf(day)).Meets(answer);
        await WorksAgainAsync(person, answer.ConnectionId);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task On_authorize(string day)
    {
        foreach (var freshness in new[] { "cached", "live" })
        {
            var person = bff.Newcomer();
            bff.Host.Flinks.Faults.Always(FlinksEndpoint.Authorize, BadDays.Of(day));

            var answer = await person.ConnectAsync(freshness);

            ExpectedProblem.Of(BadDays.CodeOf(day)).Meets(answer);
            await WorksAgainAsync(person, answer.ConnectionId);
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task On_collecting(string day)
    {
        var person = bff.Newcomer();
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.GetAccountsDetail, BadDays.Of(day));

        var answer = await person.ConnectAsync();

        ExpectedProblem.Of(BadDays.CodeOf(day)).Meets(answer);
        await WorksAgainAsync(person, answer.ConnectionId);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task On_polling(string day)
    {
        var person = bff.Newcomer(plain => plain with { PollsBeforeReady = 2 });
        bff.Host.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetailAsync, BadDays.Of(day), times: 3);

        var pending = await person.ConnectAsync();
        await bff.Host.PassAsync(PollInterval);
        var after = await person.Client.GetAsync(pending.NextUrl!);

        if (BadDays.EndsPolling(day))
        {
            ExpectedProblem.Of(BadDays.CodeOf(day)).EndedAs(after);
            bff.Host.Flinks.Faults.Clear();
            pending = await person.Client.RetrieveAsync(pending.ConnectionId);
        }

        Assert.Equal(202, pending.Status);
        for (var polls = 0; polls < 4; polls++)
        {
            await bff.Host.PassAsync(PollInterval);
        }

        Assert.Equal(200, (await person.Client.GetAsync(pending.NextUrl!)).Status);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task On_deleting(string day)
    {
        var person = bff.Newcomer();
        var connected = await person.ConnectAsync();
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.DeleteCard, BadDays.Of(day));

        var deleted = await person.Client.DeleteAsync($"/api/v1/connections/{connected.ConnectionId}");
        var gone = await person.Client.GetAsync($"/api/v1/connections/{connected.ConnectionId}");

        Assert.Contains(deleted.Status, new[] { 202, 204 });
        Assert.Equal(404, gone.Status);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task On_answering_a_challenge(string day)
    {
        var person = bff.Newcomer(plain => plain with { Rounds = Simulator.SimulatedLogins.MfaQuestion.Rounds });
        var asked = await person.ConnectAsync("live");
        bff.Host.Flinks.Faults.Always(FlinksEndpoint.Authorize, BadDays.Of(day));

        var answer = await AnswerAsync(person, asked.RetrievalId);
        var still = await person.Client.GetAsync($"/api/v1/retrievals/{asked.RetrievalId}");
        bff.Host.Flinks.Faults.Clear();
        var ready = await AnswerAsync(person, asked.RetrievalId);

        ExpectedProblem.Of(BadDays.CodeOf(day)).Meets(answer);
        Assert.Equal((203, "mfaRequired"), (still.Status, still.State));
        Assert.Equal((200, "ready"), (ready.Status, ready.State));
    }

    [Fact]
    public async Task Right_JSON_under_a_wrong_content_type_is_read()
    {
        var person = bff.Newcomer();
        bff.Host.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, new Fault.Answer(200, """{"HttpStatusCode":200,"Accounts":[]}""", "text/html"));

        var answer = await person.ConnectAsync();

        Assert.Equal((200, 0), (answer.Status, answer.Json.GetProperty("accounts").GetArrayLength()));
    }

    [Theory]
    [InlineData(FlinksEndpoint.GenerateAuthorizeToken)]
    [InlineData(FlinksEndpoint.Authorize)]
    [InlineData(FlinksEndpoint.GetAccountsDetail)]
    public async Task A_body_without_end_is_not_taken(FlinksEndpoint endpoint)
    {
        var person = bff.Newcomer();
        bff.Host.Flinks.Faults.Always(endpoint, new Fault.HugeBody(80L * 1024 * 1024));

        var answer = await person.ConnectAsync();

        ExpectedProblem.Of("upstream_failed").Meets(answer);
        await WorksAgainAsync(person, answer.ConnectionId);
    }

    [Theory]
    [InlineData(FlinksEndpoint.GenerateAuthorizeToken, "authorizing")]
    [InlineData(FlinksEndpoint.Authorize, "authorizing")]
    [InlineData(FlinksEndpoint.GetAccountsDetail, "collecting")]
    public async Task A_call_that_never_ends_is_given_up_after_the_call_time_out(FlinksEndpoint endpoint, string state)
    {
        var person = bff.Newcomer();
        using var gate = bff.Host.Flinks.Faults.Hold(endpoint);

        var pending = await person.ConnectAsync("cached", ("Prefer", "wait=0"));
        await gate.Arrived;
        var retrieval = $"/api/v1/retrievals/{pending.RetrievalId}";
        await PassWhileCallIsOutAsync(TimeSpan.FromMinutes(4));
        var ended = await person.Client.GetAsync(retrieval);

        Assert.Equal(202, pending.Status);
        Assert.Contains(pending.State, new[] { "authorizing", state });
        ExpectedProblem.Of("upstream_unavailable").EndedAs(ended);
        await WorksAgainAsync(person, pending.ConnectionId);
    }

    [Fact]
    public async Task A_poll_that_never_ends_is_asked_again_after_the_call_time_out()
    {
        var person = bff.Newcomer(plain => plain with { PollsBeforeReady = 1 });
        var pending = await person.ConnectAsync();
        using var gate = bff.Host.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsDetailAsync);

        var round = bff.Host.PassAsync(PollInterval);
        await gate.Arrived;
        await PassWhileCallIsOutAsync(TimeSpan.FromMinutes(4));
        await round;
        var still = await person.Client.GetAsync(pending.NextUrl!);
        await bff.Host.PassAsync(PollInterval);
        var ready = await person.Client.GetAsync(pending.NextUrl!);

        Assert.Equal((202, "collecting"), (still.Status, still.State));
        Assert.Equal(200, ready.Status);
    }

    /// <summary>Not a round over what is due: whoever holds the call has to come back with it.</summary>
    private Task PassWhileCallIsOutAsync(TimeSpan time)
    {
        bff.Host.Clock.Advance(time);
        return bff.Host.Services.GetRequiredService<BackgroundWork>().WhenIdleAsync();
    }

    private static Task<BffAnswer> AnswerAsync(Newcomer person, Guid retrievalId) => person.Client.PostAsync(
        $"/api/v1/retrievals/{retrievalId}/mfa-answers", new { answers = Simulator.SimulatedLogins.MfaQuestion.RightAnswers() });

    private async Task WorksAgainAsync(Newcomer person, Guid connectionId)
    {
        bff.Host.Flinks.Faults.Clear();
        var connection = await person.Client.GetAsync($"/api/v1/connections/{connectionId}");
        var again = await person.Client.RetrieveAsync(connectionId);

        Assert.Equal(JsonValueKind.Null, connection.Json.GetProperty("openRetrievalId").ValueKind);
        Assert.Equal((200, "ready"), (again.Status, again.State));
    }
}
