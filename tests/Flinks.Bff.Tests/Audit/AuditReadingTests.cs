using Flinks.Bff.Audit;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Audit;

/// <summary>Reading the audit trail.</summary>
public sealed class AuditReadingTests
{
    [Fact]
    public async Task Reading_is_an_entry_itself()
    {
        await using var bff = await BffHost.StartAsync();

        await bff.Operator().GetAsync(AuditSteps.Address);
        var entries = await bff.ReadTrailAsync();

        Assert.Equal(2, entries.Length);
        Assert.All(entries, entry => Assert.Equal(("auditRead", "operator"), (entry.Text("action"), entry.Text("actorKind"))));
    }

    [Fact]
    public async Task Pages_follow_on_one_another_without_a_gap_or_a_repeat()
    {
        await using var bff = await BffHost.StartAsync();
        await AddAsync(bff, [.. Enumerable.Range(0, 25).Select(number => BffHost.Start.AddSeconds(-(number / 5)))]);

        var ids = new List<long>();
        for (string? next = ""; next is not null;)
        {
            var page = (await bff.Operator().GetAsync($"{AuditSteps.Address}?action=deletionConfirmed&limit=4{next}")).Json;
            ids.AddRange(page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString() is { } cursor ? $"&after={cursor}" : null;
        }

        Assert.Equal((25, 25), (ids.Count, ids.Distinct().Count()));
    }

    [Fact]
    public async Task The_newest_come_first()
    {
        await using var bff = await BffHost.StartAsync();
        await AddAsync(bff, BffHost.Start.AddDays(-1), BffHost.Start.AddDays(-3), BffHost.Start.AddDays(-2));

        var days = (await bff.ReadTrailAsync("action=deletionConfirmed")).Select(entry => (BffHost.Start - entry.GetProperty("at").GetDateTimeOffset()).Days);

        Assert.Equal([1, 2, 3], days);
    }

    [Theory]
    [InlineData("from=2026-03-02T13:00:00Z", 2)]
    [InlineData("from=2026-03-02T13:00:00", 2)]
    [InlineData("from=2026-03-02T13:00:00.0000001Z", 1)]
    [InlineData("from=2026-03-02T09:00:00-04:00", 2)]
    [InlineData("to=2026-03-02T13:00:00Z", 1)]
    [InlineData("from=2026-03-02T12:30:00Z&to=2026-03-02T13:30:00Z", 1)]
    [InlineData("from=2027-01-01", 0)]
    public async Task A_time_may_be_asked_for(string filter, int found)
    {
        await using var bff = await BffHost.StartAsync();
        await AddAsync(bff, BffHost.Start.AddHours(-2), BffHost.Start.AddHours(-1), BffHost.Start);

        Assert.Equal(found, (await bff.ReadTrailAsync($"action=deletionConfirmed&{filter}")).Length);
    }

    [Fact]
    public async Task A_connection_may_be_asked_for_when_it_is_long_gone()
    {
        await using var bff = await BffHost.StartAsync();
        var gone = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.As("alice").ConnectAsync(SimulatedLogins.Big.LoginId);
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{gone.ConnectionId}");

        Assert.Equal(["connectionLinked", "deletionAsked", "deletionConfirmed", "connectionErased"], await bff.StoryOfAsync(gone.ConnectionId));
        Assert.Empty(await bff.ReadTrailAsync($"connectionId={Guid.NewGuid()}"));
    }

    [Theory]
    [InlineData("connectionId=x", "connectionId")]
    [InlineData("connectionId=00000000-0000-0000-0000-000000000000", "connectionId")]
    [InlineData("action=unheardOf", "action")]
    [InlineData("action=4711", "action")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=", "from")]
    [InlineData("to=2026-13-01", "to")]
    [InlineData("from=2026-03-02&to=2026-03-01", "to")]
    [InlineData("after=x", "after")]
    [InlineData("after=-1-2", "after")]
    [InlineData("after=9999999999999999999-1", "after")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=many", "limit")]
    public async Task A_parameter_that_makes_no_sense_is_400_and_named(string query, string member)
    {
        await using var bff = await BffHost.StartAsync();

        var refused = await bff.Operator().GetAsync($"{AuditSteps.Address}?{query}");

        Assert.Equal((400, "validation_failed"), (refused.Status, refused.Code));
        Assert.Equal([member], refused.InvalidMembers());
    }

    private static async Task AddAsync(BffHost bff, params DateTimeOffset[] instants)
    {
        await using var db = bff.Database.Open();
        foreach (var instant in instants)
        {
            AuditNote.BySystem(AuditAction.DeletionConfirmed, instant).AddTo(db);
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
