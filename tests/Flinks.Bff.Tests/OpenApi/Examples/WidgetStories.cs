using Flinks.Bff.Tests.ConnectSessions.Events;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.OpenApi.Examples;

/// <summary>A page passes on what the widget says, and what becomes of it is shown.</summary>
internal static class WidgetStories
{
    private const string Funnel = "/api/v1/admin/funnel";

    public static IEnumerable<Story> All =>
    [
        new("A person in the widget", InTheWidgetAsync),
        new("A bank that has locked somebody out", LockedOutAsync),
        new("The story of a connection", TimelineAsync, ("Webhooks:Keys:0", WebhookSteps.Key)),
        new("Where people leave", FunnelAsync),
    ];

    private static async Task InTheWidgetAsync(Scene scene)
    {
        var session = await scene.Alice.StartConnectSessionAsync();
        await scene.KeepAsync("connectSessions_show", 200, "created", "Nobody has opened it yet", scene.Alice.SessionAsync(session));
        await SayAsync(scene, session, "oneMessage", "One message", new { step = "APP_MOUNTED" });
        await SayAsync(scene, session, "severalMessages", "Several at once", new object[] { new { step = "INSTITUTION_SELECTED", institution = "FlinksCapital" }, new { step = "SUBMIT_CREDENTIAL", institution = "FlinksCapital" } });
        await SayAsync(scene, session, "anError", "The bank refused the password", new { requestId = "b6b1a7d2-7f0e-4a43-8e39-2f6a1c9d0e11", flinksCode = "INVALID_PASSWORD", institution = "FlinksCapital" });
        await scene.KeepAsync("connectSessions_show", 200, "tryingAgain", "The person may try another password", scene.Alice.SessionAsync(session));
        await scene.KeepAsync("connectEvents_take", 400, "noMessage", "Neither a message nor an array of them", scene.Alice.SayAsync(session, 7));
        await scene.Alice.SayAsync(session, "REDIRECT");
        await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { connectSessionId = session });
        await scene.KeepAsync("connectSessions_show", 200, "linked", "A connection came of it", scene.Alice.SessionAsync(session));
    }

    private static Task<BffAnswer> SayAsync(Scene scene, Guid session, string name, string summary, object said) =>
        scene.KeepAsync("connectEvents_take", 202, name, summary, scene.Alice.SayAsync(session, said), said);

    private static async Task LockedOutAsync(Scene scene)
    {
        var session = await scene.Alice.StartConnectSessionAsync();
        await scene.Alice.SayAsync(session, new { flinksCode = "DISABLED_LOGIN", institution = "FlinksCapital" });
        await scene.KeepAsync("connectSessions_show", 200, "lockedOut", "The person has to unlock the account at the bank first", scene.Alice.SessionAsync(session));
    }

    private static async Task TimelineAsync(Scene scene)
    {
        var session = await scene.Alice.StartConnectSessionAsync();
        await scene.Alice.SayAsync(session, new { step = "REDIRECT", institution = "FlinksCapital" });
        scene.Bff.Clock.Advance(TimeSpan.FromSeconds(2));
        var linked = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { connectSessionId = session });
        scene.Bff.Clock.Advance(TimeSpan.FromHours(10));
        await scene.Bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.NoMfa.LoginId, scene.Bff.Clock.GetUtcNow()));
        var address = $"/api/v1/connections/{linked.ConnectionId}/timeline";
        await scene.KeepAsync("timeline_show", 200, "fromTheStart", "From the widget on; the list goes on", scene.Alice.GetAsync(address));
        await scene.KeepAsync("timeline_show", 200, "newest", "The two newest", scene.Alice.GetAsync($"{address}?limit=2"));
        await scene.KeepAsync("timeline_show", 400, "limit", "More than a page holds", scene.Alice.GetAsync($"{address}?limit=1000"));
    }

    private static async Task FunnelAsync(Scene scene)
    {
        foreach (var flow in new[] { "event-flow-success-no-mfa", "event-flow-maximum-retry", "event-flow-consent-denied" })
        {
            var session = await scene.Alice.StartConnectSessionAsync();
            await scene.Alice.SayAsync(session, WidgetSteps.Flow(flow));
        }

        scene.Bff.Clock.Advance(TimeSpan.FromMinutes(1));
        var operators = scene.Bff.As("olga", role: "admin");
        await scene.KeepAsync("funnel_read", 200, "lastDays", "Of the last 30 days; the lists go on", operators.GetAsync(Funnel));
        await scene.KeepAsync("funnel_read", 400, "backwards", "A range that ends before it begins", operators.GetAsync($"{Funnel}?from=2026-03-02&to=2026-03-01"));
    }
}
