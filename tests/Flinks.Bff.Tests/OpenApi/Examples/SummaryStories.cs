using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Tests.Summaries;
using Flinks.Simulator;
using Flinks.Simulator.Calls;

namespace Flinks.Bff.Tests.OpenApi.Examples;

/// <summary>A connection's accounts without their transactions.</summary>
internal static class SummaryStories
{
    public static IEnumerable<Story> All =>
    [
        new("A screen of balances", ReadAsync),
        new("Balances that take a while", PendingAsync),
        new("Balances while the bank asks the person", AskedAsync),
        new("Trouble while balances are read", TroubleAsync),
    ];

    private static Task<BffAnswer> SummarizeAsync(Scene scene, int status, string name, string summary, Guid connectionId, params (string Name, string Value)[] headers) =>
        scene.KeepAsync("accountsSummary_summarize", status, name, summary, scene.Alice.SummarizeAsync(connectionId, headers));

    private static async Task ReadAsync(Scene scene)
    {
        scene.Bff.WithDataAtOnce();
        var connected = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await SummarizeAsync(scene, 200, "balances", "The accounts, without transactions", connected.ConnectionId);

        var stale = await scene.Alice.ConnectAsync(SimulatedLogins.StaleButReadable.LoginId);
        await SummarizeAsync(scene, 200, "lastKnown", "The last that could be had: the bank no longer accepts the login", stale.ConnectionId);
    }

    private static async Task PendingAsync(Scene scene)
    {
        scene.Bff.WithDataAtOnce();
        var connected = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        using var gate = scene.Flinks.Faults.Hold(FlinksEndpoint.GetAccountsSummary);
        await scene.Alice.SummarizeAsync(connected.ConnectionId, BffSteps.AtOnce);
        await gate.Arrived;
        await SummarizeAsync(scene, 202, "collecting", "Flinks is at work", connected.ConnectionId, BffSteps.AtOnce);
    }

    private static async Task AskedAsync(Scene scene)
    {
        var asked = await scene.Alice.MeetChallengeAsync();
        await SummarizeAsync(scene, 202, "challengeOpen", "The bank asks the person something first", asked.ConnectionId);
    }

    private static async Task TroubleAsync(Scene scene)
    {
        var connected = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        foreach (var trouble in Trouble.OfReading)
        {
            scene.Flinks.Faults.Always(FlinksEndpoint.Authorize, trouble.Fault);
            await SummarizeAsync(scene, trouble.Status, trouble.Name, trouble.Summary, connected.ConnectionId);
            scene.Flinks.Faults.Clear();
        }
    }
}
