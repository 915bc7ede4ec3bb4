using System.Text.Json;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>A read of stored data has no effect at the bank: it is written once, when it has ended, unless somebody needs it before.</summary>
public sealed class UnwrittenReadTests
{
    [Fact]
    public async Task One_that_ends_within_its_call_is_written_once()
    {
        await using var bff = await BffHost.StartAsync();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ConnectionId;

        var ready = await bff.As("alice").RetrieveAsync(connection, new { freshness = "cached" });

        var row = await bff.ReadAsync(db => db.Retrievals.FindAsync([new Flinks.Bff.Platform.Identifiers.RetrievalId(ready.RetrievalId)], TestContext.Current.CancellationToken).AsTask());
        Assert.Equal((200, RetrievalState.Ready, 0), (ready.Status, row!.State, row.Version));
    }

    [Fact]
    public async Task One_that_takes_longer_than_a_second_is_there_for_all_to_see()
    {
        await using var bff = await BffHost.StartAsync();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ConnectionId;
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var reading = bff.As("alice").RetrieveAsync(connection, new { freshness = "cached" });
        await gate.Arrived.WaitAsync(TestContext.Current.CancellationToken);
        var atFirst = await OpenAsync(bff);

        bff.Clock.Advance(TimeSpan.FromSeconds(1));
        await Until.TrueAsync(async () => await OpenAsync(bff) is not null);
        var open = await OpenAsync(bff);
        gate.Open();
        var ready = await reading;

        Assert.Null(atFirst);
        Assert.Equal((200, open), (ready.Status, ready.RetrievalId));
    }

    [Fact]
    public async Task Whoever_is_told_its_id_finds_it()
    {
        await using var bff = await BffHost.StartAsync();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ConnectionId;
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);

        var told = await bff.As("alice").RetrieveAsync(connection, new { freshness = "cached" }, BffSteps.AtOnce);
        var shown = await bff.As("alice").ShowAsync(told.RetrievalId);

        Assert.Equal((202, 202, "authorizing"), (told.Status, shown.Status, shown.State));
    }

    [Fact]
    public async Task One_whose_connection_is_deleted_meanwhile_ends_as_the_connection_did()
    {
        await using var bff = await BffHost.StartAsync();
        var connection = (await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId)).ConnectionId;
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var reading = bff.As("alice").RetrieveAsync(connection, new { freshness = "cached" });
        await gate.Arrived.WaitAsync(TestContext.Current.CancellationToken);

        var deleted = await bff.As("alice").DeleteAsync($"/api/v1/connections/{connection}");
        gate.Open();
        var answer = await reading;

        Assert.Equal((204, 404, "not_found"), (deleted.Status, answer.Status, answer.Code));
    }

    private static async Task<Guid?> OpenAsync(BffHost bff)
    {
        var open = (await bff.As("alice").GetAsync("/api/v1/connections")).Json[0].GetProperty("openRetrievalId");
        return open.ValueKind == JsonValueKind.Null ? null : open.GetGuid();
    }
}
