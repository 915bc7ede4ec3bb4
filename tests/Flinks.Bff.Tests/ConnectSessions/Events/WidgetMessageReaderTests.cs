using System.Text.Json;
using System.Text.Json.Nodes;
using Flinks.Bff.ConnectSessions.Events;

namespace Flinks.Bff.Tests.ConnectSessions.Events;

public sealed class WidgetMessageReaderTests
{
    private const string LoginId = "5b0c7c1e-3a52-4d0f-9c41-08de1a2b3c4d";

    [Theory]
    [InlineData("redirect-url-only (legacy docs)", "REDIRECT")]
    [InlineData("redirect-with-ids (2025 help article, client code)", "REDIRECT")]
    [InlineData("redirect-loginId-first-in-query", "REDIRECT")]
    [InlineData("redirect-own-result-page (no redirectUrl given)", "REDIRECT")]
    [InlineData("redirect-with-tag", "REDIRECT")]
    [InlineData("api-event", "QUESTION_NOT_FOUND")]
    [InlineData("stringified (stringify=true)", "REDIRECT")]
    [InlineData("foreign-message (browser extension)", "unknown")]
    [InlineData("unknown-step", "COMPONENT_SOMETHING_NEW")]
    [InlineData("load-mfa-types-as-array", "COMPONENT_LOAD_MFA")]
    [InlineData("consent-intro (undocumented, production client)", "COMPONENT_CONSENT_INTRO")]
    [InlineData("redirect-accountId-array", "REDIRECT")]
    public void Every_recorded_shape_is_known_by_its_name(string variant, string name)
    {
        var data = WidgetSteps.Variants.Single(known => known.Name == variant).Data;

        Assert.Equal(name, Assert.Single(WidgetSteps.Read(data.ToJsonString())).Name);
        Assert.Equal([name, name], WidgetSteps.Read(new JsonArray(data.DeepClone(), data.DeepClone()).ToJsonString()).Select(message => message.Name));
    }

    [Fact]
    public void No_recorded_shape_is_left_out_here() => Assert.Equal(12, WidgetSteps.Variants.Count());

    [Theory]
    [InlineData("""{"nativeEvent":{"data":"{\"step\":\"SUBMIT_MFA\"}"}}""")]
    [InlineData("""{"nativeEvent":{"data":{"step":"SUBMIT_MFA"}}}""")]
    [InlineData("""{"data":"{\"step\":\"SUBMIT_MFA\"}","origin":"https://flinks.example.test"}""")]
    [InlineData("""{"data":{"step":"SUBMIT_MFA"}}""")]
    [InlineData("""  "{ \"step\" : \"SUBMIT_MFA\" }" """)]
    public void What_a_page_or_an_app_received_it_in_is_taken_off(string body)
    {
        Assert.Equal("SUBMIT_MFA", Assert.Single(WidgetSteps.Read(body)).Name);
    }

    [Fact]
    public void What_is_plain_is_told()
    {
        var selection = Assert.Single(WidgetSteps.Read("""{"step":"COMPONENT_LOAD_ACCOUNT_SELECTION","institution":"Banque Nationale du Québec","totalAccounts":5,"displayedAccounts":3}"""));
        var asked = Assert.Single(WidgetSteps.Read("""{"step":"COMPONENT_LOAD_MFA","mfaTypes":"QuestionAndAnswer","cached":false}"""));
        var both = Assert.Single(WidgetSteps.Read("""{"step":"COMPONENT_LOAD_CREDENTIAL_RETRY","flinksCode":"INVALID_LOGIN"}"""));

        Assert.Equal("""{"institution":"Banque Nationale du Québec","totalAccounts":5,"displayedAccounts":3}""", Unescaped(selection.Detail()));
        Assert.Equal("""{"cached":false,"mfaTypes":["QuestionAndAnswer"]}""", asked.Detail());
        Assert.Equal("""{"flinksCode":"INVALID_LOGIN"}""", both.Detail());
        Assert.Null(Assert.Single(WidgetSteps.Read("""{"step":"APP_MOUNTED"}""")).Detail());
    }

    public static TheoryData<string> Hiding =>
    [
        "LOGIN", "login upper", "account 1986677", "https://app.example.test/?loginId=LOGIN", "LOGIN LOGIN", "someone@example.test", "514-555-0186", "{LOGIN}", "%35b0c7c1e", "12345", "A\u0000B", "", " ",
    ];

    [Theory]
    [MemberData(nameof(Hiding))]
    public void Nothing_that_could_be_anybodys_is_read_out_of_any_member(string hidden)
    {
        var value = JsonSerializer.Serialize(hidden.Replace("LOGIN", LoginId, StringComparison.Ordinal).Replace("login upper", LoginId.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant(), StringComparison.Ordinal));
        var members = new[] { "step", "flinksCode", "institution", "mfaTypes", "loginId", "LoginID", "url", "tag", "cached", "totalAccounts", "data", "x" };

        var read = members.SelectMany(member => WidgetSteps.Read($$$"""[{"step":"REDIRECT","{{{member}}}":{{{value}}}},{"{{{member}}}":{{{value}}},"a":{"b":[{{{value}}}]}},{ {{{value}}}:{{{value}}} }]""")).ToList();

        Assert.All(read, message => Assert.True(message.Name is "REDIRECT" or "unknown", message.Name));
        Assert.All(read, message => Assert.Null(message.Detail()));
        Assert.All(read, message => Assert.Null(message.AccountIds));
    }

    [Theory]
    [InlineData("""{"step":"ACCOUNT_SELECTED","accountId":"0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0001"}""", 1)]
    [InlineData("""{"step":"ACCOUNT_SELECTED","accountId":["0F6D2C1B-5A4E-4B7D-A1C3-08DE1A2B0001","0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0002"]}""", 2)]
    [InlineData("""{"step":"REDIRECT","accountId":"0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0001, 0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0002"}""", 2)]
    [InlineData("""{"step":"REDIRECT","accountId":["0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0001,0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0002"]}""", 2)]
    [InlineData("""{"step":"REDIRECT","url":"https://app.example.test/cb?accountId=0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0001%2C0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0002&x=1"}""", 2)]
    [InlineData("""{"step":"REDIRECT","url":"https://app.example.test/cb?AccountID=0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0001&accountId=0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0002"}""", 2)]
    [InlineData("""{"step":"REDIRECT","accountId":["0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0001","0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0001"]}""", 1)]
    public void Ticked_accounts_are_read_however_they_are_written(string body, int count)
    {
        var ticked = Assert.Single(WidgetSteps.Read(body)).AccountIds;

        Assert.Equal(new[] { WidgetSteps.Account, WidgetSteps.OtherAccount }.Take(count), ticked);
    }

    [Theory]
    [InlineData("\"chequing\"")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("7")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("[\"0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0001\",\"1986677\"]")]
    public void What_is_no_list_of_ids_ticks_nothing(string accountId)
    {
        Assert.Null(Assert.Single(WidgetSteps.Read($$"""{"step":"ACCOUNT_SELECTED","accountId":{{accountId}}}""")).AccountIds);
    }

    [Fact]
    public void More_accounts_than_anybody_can_select_tick_nothing()
    {
        var many = string.Join(',', Enumerable.Range(0, 201).Select(_ => Guid.NewGuid()));

        Assert.Null(Assert.Single(WidgetSteps.Read($$"""{"step":"ACCOUNT_SELECTED","accountId":"{{many}}"}""")).AccountIds);
    }

    [Fact]
    public void A_message_of_more_than_8_KB_is_dropped()
    {
        static string Message(int length) => "{\"step\":\"REDIRECT\",\"x\":\"" + new string('x', length - 26) + "\"}";

        Assert.Single(WidgetSteps.Read(Message(WidgetMessageReader.LongestMessage)));
        Assert.Empty(WidgetSteps.Read(Message(WidgetMessageReader.LongestMessage + 1)));
        Assert.Equal(["APP_MOUNTED"], WidgetSteps.Read($$"""[{{Message(WidgetMessageReader.LongestMessage + 1)}},{"step":"APP_MOUNTED"}]""").Select(message => message.Name));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[[]]")]
    [InlineData("[{},{\"a\":]")]
    public void What_is_no_message_is_refused(string body)
    {
        Assert.ThrowsAny<JsonException>(() => WidgetSteps.Read(body));
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"step\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"data\":\"\\ud800\"}")]
    [InlineData("{\"step\":\"REDIRECT\",\"accountId\":\"\\ud800\"}")]
    [InlineData("{\"step\":\"REDIRECT\",\"url\":\"?%\\u0000accountId=%ZZ&&=\\ud800\"}")]
    [InlineData("\"\"")]
    [InlineData("\"\\\"{}\\\"\"")]
    [InlineData("{}")]
    [InlineData("{\"step\":{}}")]
    [InlineData("{\"data\":{\"data\":{\"step\":\"X\"}}}")]
    public void Odd_messages_are_kept_without_what_they_say(string body)
    {
        Assert.Equal("unknown", Assert.Single(WidgetSteps.Read(body)).Name);
    }

    private static string? Unescaped(string? json) => json is null ? null : System.Text.RegularExpressions.Regex.Unescape(json);
}
