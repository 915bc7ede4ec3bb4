using System.Text.Json;
using Flinks.Bff.ConnectSessions.Funnel;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.ConnectSessions.Events;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.ConnectSessions.Funnel;

public sealed class FunnelTests
{
    private const string Address = "/api/v1/admin/funnel";

    [Fact]
    public async Task It_tells_where_people_leave_and_why()
    {
        await using var bff = await BffHost.StartAsync();
        await PlayAsync(bff, "event-flow-success-mfa-accounts");
        await PlayAsync(bff, "event-flow-disabled-institution");
        await PlayAsync(bff, "event-flow-maximum-retry");
        await PlayAsync(bff, "event-flow-consent-denied");
        await PlayAsync(bff, "event-flow-oauth-popup-blocked");
        await bff.As("alice").StartConnectSessionAsync();
        bff.Clock.Advance(TimeSpan.FromSeconds(1));

        var funnel = (await Olga(bff).GetAsync(Address)).Json;

        Assert.Equal(["from", "to", "sessions", "steps", "troubles", "institutions"], funnel.Members());
        Assert.Equal(6, funnel.GetProperty("sessions").GetInt32());
        Assert.Equal(
            ["created 6 1", "opened 5 0", "consent 5 1", "institution 4 0", "credentials 4 1", "authorizing 3 2", "mfa 1 0", "accountSelection 1 0", "completed 1 0"], Steps(funnel));
        Assert.Equal(
            ["consent COMPONENT_DENY_CONSENT 1", "credentials POPUP_BLOCKED 1", "authorizing MAXIMUM_RETRY_REACHED 1", "authorizing RETRY_LATER 1"],
            funnel.GetProperty("troubles").EnumerateArray().Select(trouble => $"{trouble.GetProperty("step")} {trouble.GetProperty("code")} {trouble.GetProperty("sessions")}"));
        var institutions = funnel.GetProperty("institutions").EnumerateArray().ToList();
        Assert.Equal(["FlinksCapital 3", "SyntheticOAuthBank 1"], institutions.Select(institution => $"{institution.GetProperty("institution")} {institution.GetProperty("sessions")}"));
        Assert.Equal("authorizing 3 2", Steps(institutions[0])[5]);
    }

    [Fact]
    public async Task A_session_without_messages_is_completed_by_its_login()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { connectSessionId = session });
        bff.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("completed 1 0", Steps((await Olga(bff).GetAsync(Address)).Json)[^1]);
    }

    [Fact]
    public async Task Sessions_are_those_of_the_range_and_of_30_days_unless_said_otherwise()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").StartConnectSessionAsync();
        bff.Clock.Advance(TimeSpan.FromDays(20));
        await bff.As("alice").StartConnectSessionAsync();
        bff.Clock.Advance(TimeSpan.FromDays(11));
        var start = BffHost.Start;

        Assert.Equal(1, await CountAsync(bff, ""));
        Assert.Equal(2, await CountAsync(bff, $"?from={start:yyyy-MM-dd}"));
        Assert.Equal(1, await CountAsync(bff, $"?to={start.AddDays(20).UtcDateTime:O}"));
        Assert.Equal(0, await CountAsync(bff, $"?from={start.AddDays(1).UtcDateTime:O}&to={start.AddDays(20).UtcDateTime:O}"));
        Assert.Equal(0, await CountAsync(bff, "?to=0001-01-02"));
    }

    [Theory]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?to=9999-99-99", "to")]
    [InlineData("?from=2026-03-02&to=2026-03-02", "from")]
    [InlineData("?from=2999-01-01", "from")]
    public async Task A_range_that_is_none_is_400(string query, string member)
    {
        await using var bff = await BffHost.StartAsync();

        var refused = await Olga(bff).GetAsync(Address + query);

        Assert.Equal((400, "validation_failed"), (refused.Status, refused.Code));
        Assert.Equal([member], refused.InvalidMembers());
    }

    [Fact]
    public async Task Only_the_banks_that_count_are_told_however_many_names_a_browser_makes_up()
    {
        await using var bff = await BffHost.StartAsync();
        for (var index = 0; index < 3; index++)
        {
            var session = await bff.As("alice").StartConnectSessionAsync();
            await bff.As("alice").SayAsync(session, new { step = "INSTITUTION_SELECTED", institution = "Real Bank" });
        }

        await using (var db = bff.Database.Open())
        {
            db.ConnectSessions.AddRange(Enumerable.Range(0, 60).Select(index => new Bff.ConnectSessions.ConnectSession
            {
                Id = new(Guid.NewGuid()),
                UserKey = new byte[32],
                CreatedAt = BffHost.Start,
                Language = "en",
                Settings = "{}",
                InstitutionName = $"Made up {index}",
            }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        var funnel = (await Olga(bff).GetAsync(Address)).Json;

        Assert.Equal(63, funnel.GetProperty("sessions").GetInt32());
        Assert.Equal(FunnelStore.MostGroups, funnel.GetProperty("institutions").GetArrayLength());
        Assert.Equal("Real Bank", funnel.GetProperty("institutions")[0].GetProperty("institution").GetString());
    }

    [Fact]
    public async Task Reading_it_is_an_entry_of_the_audit_trail()
    {
        await using var bff = await BffHost.StartAsync();

        await Olga(bff).GetAsync(Address);

        Assert.Contains("funnelRead", (await Olga(bff).GetAsync("/api/v1/admin/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_SQLite_only_the_index_is_read()
    {
        Assert.SkipUnless(TestedProvider.Current == DatabaseProvider.Sqlite, "Each database explains its plans in its own words.");
        var plans = new QueryPlans("FROM \"ConnectSessions\"");
        await using var bff = await BffHost.StartAsync(services: services => TestedProvider.Contexts.Intercept(services, plans));

        await Olga(bff).GetAsync(Address);

        Assert.Equal(4, plans.Found.Count);
        Assert.All(plans.Found, plan => Assert.Contains("COVERING INDEX IX_ConnectSessions_CreatedAt_Reached_InstitutionName_Code", plan, StringComparison.Ordinal));
    }

    private static BffClient Olga(BffHost bff) => bff.As("olga", role: "admin");

    private static async Task PlayAsync(BffHost bff, string flow)
    {
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").SayAsync(session, WidgetSteps.Flow(flow));
        bff.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static async Task<int> CountAsync(BffHost bff, string query) => (await Olga(bff).GetAsync(Address + query)).Json.GetProperty("sessions").GetInt32();

    private static string[] Steps(JsonElement counted) =>
        [.. counted.GetProperty("steps").EnumerateArray().Select(step => $"{step.GetProperty("step")} {step.GetProperty("reached")} {step.GetProperty("left")}")];
}
