using System.Net;
using System.Text;

namespace Flinks.Client.Tests.Replies;

public sealed class FlinksReplyTests
{
    [Fact]
    public void One_strange_member_leaves_the_others_readable()
    {
        var reply = Read("""{"HttpStatusCode":"401","Institution":7,"InstitutionId":[],"RequestId":12,"Login":"x","flinksCode":"DISABLED_LOGIN","SecurityChallenges":{}}""");

        Assert.Equal(401, reply.Status);
        Assert.Equal("DISABLED_LOGIN", reply.Code);
        Assert.Null(reply.RequestId);
    }

    [Theory]
    [InlineData("""{"Code":"RETRY_LATER"}""")]
    [InlineData("""{"flinkscode":"RETRY_LATER"}""")]
    public void The_code_may_have_another_name(string body) => Assert.Equal("RETRY_LATER", Read(body).Code);

    [Fact]
    public void A_byte_order_mark_is_tolerated() => Assert.Equal("RETRY_LATER", Read("\uFEFF{\"FlinksCode\":\"RETRY_LATER\"}").Code);

    [Theory]
    [InlineData("{\"RequestId\":\"00000000-0000-0000-0000-000000000000\"}")]
    [InlineData("{\"RequestId\":\"nonsense\"}")]
    [InlineData("{\"RequestId\":null}")]
    public void No_RequestId_is_made_of_nothing(string body) => Assert.Null(Read(body).RequestId);

    [Theory]
    [InlineData("{\"HttpStatusCode\":20000}")]
    [InlineData("{\"HttpStatusCode\":0}")]
    [InlineData("{\"HttpStatusCode\":null}")]
    public void A_body_s_status_must_be_one(string body) => Assert.Equal(200, Read(body).Status);

    [Fact]
    public void Only_a_200_gives_way_to_the_body_s_status() =>
        Assert.Equal(401, FlinksReply.Read(HttpStatusCode.Unauthorized, Encoding.UTF8.GetBytes("{\"HttpStatusCode\":200}"), null).Status);

    [Fact]
    public void Invalid_text_encoding_makes_it_no_JSON()
    {
        byte[] body = [.. "{\"FlinksCode\":\"RETRY_LATER\",\"Message\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        var reply = FlinksReply.Read(HttpStatusCode.OK, body, retryAfter: null);

        Assert.True(reply.IsGarbled);
        Assert.Null(reply.Code);
    }

    [Fact]
    public void Half_a_surrogate_pair_makes_it_no_text() => Assert.True(Read("""{"Message":"ok","FlinksCode":"\ud800"}""").IsGarbled);

    [Fact]
    public void A_challenge_without_a_prompt_is_still_a_challenge()
    {
        var reply = Read("""{"SecurityChallenges":[{"Type":"TextOrCall","Prompt":null},7]}""");

        var challenge = Assert.Single(reply.Challenges.Usable);
        Assert.Equal(("", "TextOrCall"), (challenge.Prompt, challenge.Type));
    }

    [Fact]
    public void A_challenge_is_read_as_the_bank_wrote_it()
    {
        var reply = Read("""{"SecurityChallenges":[{"Prompt":"Où  habitez-vous ? \u00e9","Type":null,"Iterables":["a",1,"b"]}]}""");

        var challenge = Assert.Single(reply.Challenges.Usable);
        Assert.Equal("Où  habitez-vous ? é", challenge.Prompt);
        Assert.Equal("QuestionAndAnswer", challenge.Type);
        Assert.Equal(["a", "b"], challenge.Choices);
        Assert.Empty(challenge.Images);
    }

    [Theory]
    [InlineData(0, "MfaRequired ImageSelection(0,2)")]
    [InlineData(4, "Failed")]
    public void Pictures_beyond_2_MiB_are_refused(int beyond, string expected)
    {
        var half = new string('A', ReplyChallenges.MaxImageCharacters / 2);
        var more = new string('A', (ReplyChallenges.MaxImageCharacters / 2) + beyond);
        var body = $$"""{"RequestId":"00000000-0000-4000-8000-000000002001","SecurityChallenges":[{"Prompt":"p","Type":"ImageSelection","Iterables":["{{half}}","{{more}}"]}]}""";

        var reply = FlinksReply.Read(HttpStatusCode.NonAuthoritativeInformation, Encoding.UTF8.GetBytes(body), retryAfter: null);

        Assert.Equal(expected, ReplyOutcome.Of(FlinksCall.Authorize, reply).Describe());
    }

    [Theory]
    [InlineData("""{"Token":""}""")]
    [InlineData("""{"Token":"with blank"}""")]
    [InlineData("""{"Token":"a\r\nx-evil: 1"}""")]
    [InlineData("""{"Token":null}""")]
    [InlineData("""{"Token":5}""")]
    public void A_token_that_could_not_be_sent_is_none(string body) => Assert.Equal("Failed", ReplyOutcome.Of(FlinksCall.Mint, Read(body)).Describe());

    [Theory]
    [InlineData("2026-03-02T14:05:09.1234567", "2026-03-02T14:05:09.1234567+00:00")]
    [InlineData("2026-03-02T14:05:09.765432", "2026-03-02T14:05:09.7654320+00:00")]
    [InlineData("2026-03-02T14:05:09Z", "2026-03-02T14:05:09.0000000+00:00")]
    [InlineData("2026-03-02T09:05:09-05:00", "2026-03-02T14:05:09.0000000+00:00")]
    [InlineData("0001-01-01T00:00:00", null)]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData("2026-13-02T14:05:09", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void LastRefresh_is_UTC_or_nothing(string text, string? expected) =>
        Assert.Equal(expected, FlinksTime.Parse(text)?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    private static FlinksReply Read(string body) => FlinksReply.Read(HttpStatusCode.OK, Encoding.UTF8.GetBytes(body), retryAfter: null);
}
