using System.Text;
using System.Text.Json.Nodes;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Banking;

/// <summary>Statements, institutions, enrichment and the nightly refresh, beside what is recorded of them.</summary>
public sealed class RestOfFlinksTests : SimulatorTest
{
    [Fact]
    public async Task Statements_are_small_documents_in_their_recorded_shape()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        var reply = await Caller.StatementsAsync(new { session.RequestId, NumberOfStatements = "MostRecent" });

        Sample.AssertSameShape("statements-200", reply.Body);
        Assert.All(
            reply.Body.GetProperty("StatementsByAccount").EnumerateArray().SelectMany(account => account.GetProperty("Statements").EnumerateArray()),
            statement => Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(statement.GetProperty("Base64Bytes").GetBytesFromBase64()), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Statements_that_take_time_are_polled_for()
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfaPending);

        var pending = await Caller.StatementsAsync(new { session.RequestId });
        var polled = pending;
        for (var polls = 0; polled.Status == 202 && polls < 10; polls++)
        {
            polled = await Caller.PollStatementsAsync(session.RequestId);
        }

        Sample.AssertSameShape("statements-202", pending.Body);
        Sample.AssertSameShape("statements-200", polled.Body);
    }

    [Theory]
    [InlineData("Months12", "INVALID_REQUEST")]
    [InlineData("Years9", "INVALID_REQUEST")]
    public async Task Statements_of_a_year_are_given_for_one_account(string months, string code)
    {
        var session = await Caller.CachedAsync(SimulatedLogins.NoMfa);

        var reply = await Caller.StatementsAsync(new { session.RequestId, NumberOfStatements = months });

        Assert.Equal((400, code), (reply.Status, reply.Text("FlinksCode")));
    }

    [Fact]
    public async Task The_banks_of_Connect_are_the_institutions()
    {
        var all = await Caller.InstitutionsAsync();
        var page = await Caller.InstitutionsAsync("?skip=1&take=2");
        var tooMany = await Caller.InstitutionsAsync("?take=1001");

        Sample.AssertSameShape("institutions-200", all.Body);
        Assert.Equal(BankDirectory.All.Select(bank => bank.Id), Ids(all));
        Assert.Equal(BankDirectory.All.Skip(1).Take(2).Select(bank => bank.Id), Ids(page));
        Assert.Equal(BankDirectory.All.Count, page.Body.GetProperty("Count").GetInt32());
        Assert.Equal(400, tooMany.Status);
    }

    [Fact]
    public async Task Attributes_are_computed_once_the_details_are_there()
    {
        var login = SimulatedLogins.NoMfaPending;
        var session = await Caller.CachedAsync(login);
        await Caller.DetailAsync(session.RequestId);

        var early = await Caller.AttributesAsync(login.LoginId, session.RequestId, "balance_min");
        await Caller.CollectAsync(session.RequestId);
        var computed = await Caller.AttributesAsync(login.LoginId, session.RequestId, "balance_min", "count_nsf_90_days", "average_monthly_income_simple", "active_days_count", "some_flag_text");
        var none = await Caller.AttributesAsync(login.LoginId, session.RequestId);
        var unknown = await Caller.AttributesAsync(login.LoginId, Guid.NewGuid(), "balance_min");

        Sample.AssertSameShape("attributes-202", early.Body);
        Sample.AssertSameShape("attributes-200", computed.Body);
        Sample.AssertSameShape("attributes-400-invalid-request", none.Body);
        Assert.Equal((400, "SESSION_NONEXISTENT"), (unknown.Status, unknown.Text("FlinksCode")));
    }

    [Fact]
    public async Task A_session_may_end_before_its_attributes_are_asked_for()
    {
        var login = SimulatedLogins.NoMfa;
        var session = await Caller.CachedAsync(login);
        await Caller.CollectAsync(session.RequestId);
        Simulator.Clock.Advance(TimeSpan.FromHours(1));

        var late = await Caller.AttributesAsync(login.LoginId, session.RequestId, "balance_min");

        Sample.AssertSameShape("attributes-400-session-expired", late.Body);
    }

    [Theory]
    [InlineData(true, "set-scheduled-refresh-200-activated")]
    [InlineData(false, "set-scheduled-refresh-200-deactivated")]
    public async Task Enrolment_by_night_is_answered_with_a_bare_sentence(bool isActivated, string sample)
    {
        var reply = await Caller.ScheduleAsync(SimulatedLogins.NoMfa.LoginId, isActivated);

        Sample.AssertSameShape(sample, reply.Body);
        Assert.Contains(isActivated ? " activated " : " deactivated ", reply.Body.GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_enrolment_is_understood()
    {
        var request = JsonNode.Parse(await File.ReadAllTextAsync(Sample.PathOf("request-set-scheduled-refresh"), RunningSimulator.Cancelled))!.AsObject();
        request["LoginId"] = SimulatedLogins.NoMfa.LoginId;

        Assert.Equal(200, (await Caller.PatchAsync("SetScheduledRefresh", request)).Status);
    }

    [Fact]
    public async Task American_banks_are_found_by_their_routing_number()
    {
        var found = await Caller.InstitutionsAsync("/RoutingNumber/000000000");
        var none = await Caller.InstitutionsAsync("/RoutingNumber/123456789");

        Sample.AssertSameShape("institutions-routing-number-200", found.Body);
        Assert.Equal(["Fake Credit Union of Nowhere"], found.Body.GetProperty("Data").EnumerateArray().Select(bank => bank.GetProperty("Localizations")[0].GetProperty("Name").GetString()));
        Assert.Equal(0, none.Body.GetProperty("Count").GetInt32());
    }

    [Fact]
    public async Task Logins_that_cannot_be_refreshed_by_night_are_listed_for_who_has_the_key()
    {
        await Caller.ScheduleAsync(SimulatedLogins.NoMfa.LoginId, isActivated: true);
        await Caller.ScheduleAsync(SimulatedLogins.MfaQuestion.LoginId, isActivated: true);

        var listed = await Caller.NightlyStatusAsync(Flinks.Options.SecretKey);
        var stranger = await Caller.NightlyStatusAsync("somebody else's");

        Sample.AssertSameShape("nightly-refresh-status-200", listed.Body);
        Assert.Equal(SimulatedLogins.MfaQuestion.LoginId, Assert.Single(listed.Body.GetProperty("IneligibleCards").EnumerateArray()).GetProperty("LoginId").GetGuid());
        Assert.Equal(401, stranger.Status);
    }

    private static IEnumerable<int> Ids(FlinksReply reply) => reply.Body.GetProperty("Data").EnumerateArray().Select(bank => bank.GetProperty("Id").GetInt32());
}
