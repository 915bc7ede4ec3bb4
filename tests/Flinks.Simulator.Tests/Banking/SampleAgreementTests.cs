using System.Text.Json;
using System.Text.Json.Nodes;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Faults;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Banking;

/// <summary>What is recorded of Flinks and what the simulator says have the same shape; those that no other test compares.</summary>
public sealed class SampleAgreementTests : SimulatorTest
{
    public static TheoryData<string> Requests =>
    [
        "request-accounts-detail", "request-accounts-detail-full-options", "request-accounts-detail-legacy-options", "request-accounts-summary",
        "request-authorize-cached", "request-authorize-credentials", "request-authorize-mfa-answer", "request-authorize-mfa-multiple-answers",
        "request-authorize-refresh", "request-statements",
    ];

    [Theory]
    [InlineData("error-400-invalid-request", "INVALID_REQUEST")]
    [InlineData("authorize-401-access-denied", "ACCESS_DENIED")]
    [InlineData("delete-card-400-card-in-use", "CARD_IN_USE")]
    public async Task A_code_that_is_the_next_answer_has_its_recorded_shape(string sample, string code)
    {
        Flinks.Faults.Next(Fault.Code(FlinksCodes.StatusOf(code), code));

        var reply = await Caller.SummaryAsync(new { RequestId = Guid.NewGuid() });

        Sample.AssertSameShape(sample, reply.Body);
    }

    [Fact]
    public async Task A_token_has_its_recorded_shape()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/{Flinks.Options.CustomerId}/BankingServices/GenerateAuthorizeToken");
        request.Headers.Add("flinks-auth-key", Flinks.Options.SecretKey);

        Sample.AssertSameShape("generate-authorize-token-200", (await Caller.SendAsync(request)).Body);
    }

    [Fact]
    public async Task The_second_step_of_text_or_call_has_its_recorded_shape()
    {
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaTextOrCall);

        var code = await Caller.AnswerAsync(asked.RequestId, SimulatedLogins.MfaTextOrCall.RightAnswers());

        Sample.AssertSameShape("authorize-203-text-or-call-step2", code.Body);
    }

    [Theory]
    [InlineData("accounts-detail-202-expanded-links", true)]
    [InlineData("accounts-detail-202", false)]
    [InlineData("authorize-202-cached-pending", false)]
    [InlineData("accounts-summary-202", false)]
    public async Task A_202_names_its_endpoint_or_leaves_the_placeholder(string sample, bool expands)
    {
        Flinks.Options.ExpandLinks = expands;
        var session = (await Caller.CachedAsync(SimulatedLogins.NoMfaPending)).RequestId;

        var pending = sample.StartsWith("accounts-summary", StringComparison.Ordinal)
            ? await Caller.SummaryAsync(new { RequestId = session })
            : await Caller.DetailAsync(session);

        Sample.AssertSameShape(sample, pending.Body);
        Assert.Equal(!expands, pending.Raw.Contains("{Endpoint}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("accounts-detail-200-filtered-not-saved", nameof(SimulatedLogins.NotSaved))]
    [InlineData("accounts-detail-200-zero-transactions", nameof(SimulatedLogins.NoTransactions))]
    public async Task Accounts_have_their_recorded_shape(string sample, string name)
    {
        var login = Assert.IsType<LoginScenario>(typeof(SimulatedLogins).GetProperty(name)?.GetValue(null));
        var session = await Caller.CachedAsync(login);

        var reply = await Caller.CollectAsync(session.RequestId);

        Sample.AssertSameShape(sample, reply.Body);
    }

    [Fact]
    public async Task What_Flinks_leaves_out_is_left_out_by_the_odd_login()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.Odd);
        var accounts = (await Caller.DetailAsync(session.RequestId)).Accounts;

        Assert.StartsWith("0001-01-01T00:00:00", session.Body.GetProperty("Login").GetProperty("LastRefresh").GetString(), StringComparison.Ordinal);
        Assert.Equal("00099", accounts[0].GetProperty("TransitNumber").GetString());
        Assert.Equal(["2026-02-27", "2026/02/26", "2026-02-28", null], accounts[0].GetProperty("Transactions").EnumerateArray().Select(row => row.GetProperty("Date").GetString()));
        Assert.Equal(
            [JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Null],
            new[] { accounts[1].GetProperty("Transactions"), accounts[1].GetProperty("Holder"), accounts[0].GetProperty("Balance").GetProperty("Current") }.Select(value => value.ValueKind));
        Assert.False(accounts[0].TryGetProperty("Type", out _));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_recorded_request_is_understood(string sample)
    {
        var session = await SessionForAsync(sample);
        var request = JsonNode.Parse(await File.ReadAllTextAsync(Sample.PathOf(sample), RunningSimulator.Cancelled))!.AsObject();
        if (request.ContainsKey("RequestId"))
        {
            request["RequestId"] = session;
        }

        if (request.ContainsKey("LoginId"))
        {
            request["LoginId"] = SimulatedLogins.NoMfa.LoginId;
        }

        if (request.ContainsKey("Username"))
        {
            (request["Username"], request["Password"]) = ("greatday_nomfa", "Everyday");
        }

        var reply = sample switch
        {
            "request-accounts-summary" => await Caller.SummaryAsync(request),
            "request-statements" => await Caller.StatementsAsync(request),
            _ when sample.StartsWith("request-accounts", StringComparison.Ordinal) => await Caller.DetailAsync(request),
            _ => await Caller.AuthorizeAsync(request),
        };

        // A code of its own would mean that the simulator did not know what was asked.
        Assert.NotEqual("INVALID_REQUEST", reply.Code);
        Assert.Contains(reply.Status, new[] { 200, 202, 203 });
    }

    private async Task<Guid> SessionForAsync(string sample) => sample switch
    {
        "request-authorize-mfa-answer" => (await Caller.LiveAsync(SimulatedLogins.MfaQuestion)).RequestId,
        "request-authorize-mfa-multiple-answers" => (await Caller.LiveAsync(SimulatedLogins.MfaMultipleChoice)).RequestId,
        _ => (await Caller.CachedAsync(SimulatedLogins.NoMfa)).RequestId,
    };
}
