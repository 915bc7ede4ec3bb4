using System.Text.Json;
using Flinks.Bff.Tests.Audit;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Operations;

/// <summary>The figures of a moment.</summary>
public sealed class FiguresTests
{
    private const string Address = "/api/v1/admin/health";

    [Fact]
    public async Task They_tell_what_is_open_and_what_is_due()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:TokenPool"] = "0");
        await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.As("alice").ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
        var leaving = await bff.As("alice").ConnectAsync(SimulatedLogins.NoTransactions.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{leaving.ConnectionId}");
        bff.Clock.Advance(TimeSpan.FromSeconds(30));

        var answer = await bff.Operator().GetAsync(Address);

        var (retrievals, deletions) = (answer.Json.GetProperty("retrievals"), answer.Json.GetProperty("deletions"));
        Assert.Equal(["at", "retrievals", "deletions", "webhooks", "instances", "here"], answer.Json.Members());
        Assert.Equal((1, 1, 0), (Open(retrievals, "collecting"), Open(retrievals, "mfaRequired"), Open(retrievals, "busy")));
        Assert.Equal((1, BffHost.Start.AddSeconds(10)), (retrievals.GetProperty("due").GetInt32(), retrievals.GetProperty("oldestDueAt").GetDateTimeOffset()));
        Assert.Equal((1, BffHost.Start.AddSeconds(10)), (deletions.GetProperty("open").GetInt32(), deletions.GetProperty("oldestDueAt").GetDateTimeOffset()));
        Assert.Equal(1, answer.Json.GetProperty("instances").GetProperty("alive").GetInt32());
        Assert.Equal(0, answer.Json.GetProperty("here").GetProperty("tokensAtHand").GetInt32());
        Assert.Equal(
            [
                "minting closed", "authorizing closed", "collecting closed", "polling closed", "deleting closed",
                "statements closed", "attributes closed", "scheduling closed", "informing closed",
            ],
            answer.Json.GetProperty("here").GetProperty("circuits").EnumerateArray().Select(circuit => $"{circuit.GetProperty("group")} {circuit.GetProperty("state")}"));
    }

    [Fact]
    public async Task To_look_at_them_is_an_entry_in_the_trail()
    {
        await using var bff = await BffHost.StartAsync();

        await bff.Operator().GetAsync(Address);

        Assert.Single(await bff.ReadTrailAsync("action=healthRead"));
    }

    private static int Open(JsonElement retrievals, string state) =>
        retrievals.GetProperty("open").EnumerateArray().Single(open => open.GetProperty("state").GetString() == state).GetProperty("count").GetInt32();
}
