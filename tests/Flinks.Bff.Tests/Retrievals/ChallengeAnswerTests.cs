using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>203: the bank asks the person something.</summary>
public sealed class ChallengeAnswerTests
{
    public static TheoryData<string> Logins =>
    [
        .. SimulatedLogins.All.Where(login => login.Rounds is [{ Questions.Count: > 0 }, ..]).Select(login => login.Username),
    ];

    [Fact]
    public async Task The_body_has_every_member_in_order()
    {
        await using var bff = await BffHost.StartAsync();

        var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });

        var url = asked.Json.GetProperty("resume").GetProperty("url").GetRawText();
        Assert.Equal(203, asked.Status);
        Assert.Equal(
            $$$"""{"connectionId":"{{{asked.ConnectionId}}}","retrievalId":"{{{asked.RetrievalId}}}","state":"mfaRequired","retry":false,"flinksCode":null,"resume":{"url":{{{url}}},"expiresAt":"2026-03-02T14:08:00Z","messageOrigin":"https://flinks.example.test"},"securityChallenges":[{"prompt":"What city were you born in?","type":"QuestionAndAnswer","choices":[],"images":[]}],"nextAction":{"type":"resume","method":"OPEN","url":{{{url}}},"expiresAt":"2026-03-02T14:08:00Z","retryAfterSeconds":null,"connectSessionId":null}}""",
            asked.Text);
    }

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task Every_kind_of_challenge_is_told_to_the_letter(string username)
    {
        await using var bff = await BffHost.StartAsync();
        var login = SimulatedLogins.All.Single(login => login.Username == username);

        var asked = await bff.As("alice").MeetChallengeAsync(login);

        var challenges = asked.Json.GetProperty("securityChallenges").EnumerateArray().ToList();
        Assert.Equal(login.Rounds[0].Questions.Select(question => question.Prompt.English), challenges.Select(asked => asked.GetProperty("prompt").GetString()));
        Assert.Equal(login.Rounds[0].Questions.Select(question => question.Type), challenges.Select(asked => asked.GetProperty("type").GetString()));
        Assert.All(challenges.Zip(login.Rounds[0].Questions), pair =>
        {
            var isImages = pair.Second.Type == QuestionType.ImageSelection;
            Assert.Equal(pair.Second.Choices.Select(choice => choice.English), Texts(pair.First, isImages ? "images" : "choices"));
            Assert.Empty(Texts(pair.First, isImages ? "choices" : "images"));
        });
    }

    [Theory]
    [InlineData("authorize-203-image-selection", "ImageSelection")]
    [InlineData("authorize-203-multiple-choice", "MultipleChoice")]
    [InlineData("authorize-203-text-or-call", "TextOrCall")]
    [InlineData("authorize-203-question-with-iterables", "QuestionAndAnswer")]
    public async Task Recorded_challenges_are_understood(string sample, string type)
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, new Fault.Answer(203, Sample.Text(sample)));

        var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });

        Assert.Equal(203, asked.Status);
        Assert.All(asked.Json.GetProperty("securityChallenges").EnumerateArray(), challenge => Assert.Equal(type, challenge.GetProperty("type").GetString()));
        Assert.Contains("requestId=00000000-0000-4000-8000-000000002001", asked.ResumeUrl(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cached_read_can_meet_a_challenge_too()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, new Fault.Answer(203, Sample.Text("authorize-203-question")));

        var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        Assert.Equal(203, asked.Status);
    }

    [Fact]
    public async Task A_401_that_asks_is_a_challenge()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.Authorize, new Fault.Answer(401, Sample.Text("authorize-401-invalid-security-response")));

        var asked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });

        Assert.Equal(203, asked.Status);
        Assert.True(asked.Json.GetProperty("retry").GetBoolean());
        Assert.Equal("INVALID_SECURITY_RESPONSE", asked.FlinksCode());
    }

    [Fact]
    public async Task A_203_without_challenges_is_a_failure_of_Flinks()
    {
        await using var bff = await BffHost.StartAsync();

        var failed = await bff.As("alice").ConnectAsync(SimulatedLogins.MfaWithoutQuestions.LoginId, new { freshness = "live" });

        Assert.Equal(503, failed.Status);
        Assert.Equal("upstream_failed", failed.Code);
    }

    [Fact]
    public async Task A_GET_gives_no_address_but_the_call_that_makes_one()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var shown = await bff.As("alice").ShowAsync(asked.RetrievalId);

        Assert.Equal(203, shown.Status);
        Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty("resume").GetProperty("url").ValueKind);
        Assert.Equal(asked.Json.GetProperty("securityChallenges").GetRawText(), shown.Json.GetProperty("securityChallenges").GetRawText());
        Assert.Equal("resume", shown.NextAction);
        Assert.Equal("POST", shown.NextMethod);
        Assert.Equal($"/api/v1/retrievals/{asked.RetrievalId}/resume-url", shown.NextUrl);
    }

    [Fact]
    public async Task A_POST_that_can_get_no_token_gives_the_call_that_tries_again()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:TokenPool"] = "0");
        var first = await bff.As("alice").MeetChallengeAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.GenerateAuthorizeToken, Fault.Code(401, "UNAUTHORIZED"));

        var asked = await bff.As("alice").RetrieveAsync(first.ConnectionId);

        Assert.Equal(203, asked.Status);
        Assert.Equal(JsonValueKind.Null, asked.Json.GetProperty("resume").GetProperty("url").ValueKind);
        Assert.Equal("resume", asked.NextAction);
        Assert.Equal("POST", asked.NextMethod);
        Assert.Equal($"/api/v1/retrievals/{first.RetrievalId}/resume-url", asked.NextUrl);
    }

    [Fact]
    public async Task A_connection_needs_its_user_while_a_challenge_is_open()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var connection = await bff.As("alice").ShowConnectionAsync(asked.ConnectionId);

        Assert.Equal("needsUser", connection.State);
        Assert.Equal(asked.RetrievalId, connection.Json.GetProperty("openRetrievalId").GetGuid());
        Assert.Equal("resume", connection.NextAction);
        Assert.Equal("POST", connection.NextMethod);
        Assert.Equal($"/api/v1/retrievals/{asked.RetrievalId}/resume-url", connection.NextUrl);
    }

    private static IEnumerable<string?> Texts(JsonElement challenge, string member) => challenge.GetProperty(member).EnumerateArray().Select(text => text.GetString());
}
