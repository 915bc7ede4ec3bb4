using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.OpenApi.Examples;

/// <summary>What operators look at.</summary>
internal static class OperatorStories
{
    private const string Webhooks = "/api/v1/admin/webhooks";

    public static IEnumerable<Story> All =>
    [
        new("An operator looks around", LookAsync),
        new("An operator looks after webhooks", ReplayAsync, ("Webhooks:Keys:0", WebhookSteps.Key)),
    ];

    private static BffClient Operator(Scene scene) => scene.Bff.As("olga", role: "admin");

    private static async Task LookAsync(Scene scene)
    {
        await scene.KeepAsync("doctor_run", 200, "findings", "What was found; the list goes on", DoctorAsync(scene));
        await scene.Alice.ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await scene.KeepAsync("figures_show", 200, "figures", "One retrieval under way", Operator(scene).GetAsync("/api/v1/admin/health"));
        await scene.KeepAsync("audit_read", 200, "newest", "The newest entries", Operator(scene).GetAsync("/api/v1/admin/audit?limit=2"));
        await scene.KeepAsync("audit_read", 400, "unknownAction", "An action that there is not", Operator(scene).GetAsync("/api/v1/admin/audit?action=anything"));
    }

    /// <summary>A database server lives in the present, and these tests in the past: the doctor sees that their clocks disagree.</summary>
    private static async Task<BffAnswer> DoctorAsync(Scene scene)
    {
        var answer = await Operator(scene).GetAsync("/api/v1/admin/doctor");
        return TestedProvider.Current == DatabaseProvider.Sqlite ? answer : answer with { Text = answer.Text.Replace("{\"verdict\":\"broken\"", "{\"verdict\":\"warning\"", StringComparison.Ordinal) };
    }

    private static async Task ReplayAsync(Scene scene)
    {
        await scene.Bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.NoMfa.LoginId, scene.Bff.Clock.GetUtcNow()));
        var list = await scene.KeepAsync("webhookInbox_list", 200, "parked", "One whose login nobody has linked yet", Operator(scene).GetAsync(Webhooks));
        await scene.KeepAsync("webhookInbox_list", 400, "limit", "More than a page holds", Operator(scene).GetAsync($"{Webhooks}?limit=1000"));
        var parked = Replay(list.Json.GetProperty("webhooks")[0].GetProperty("deliveryId").GetGuid());
        await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await scene.Bff.SettleAsync();
        await scene.Bff.WorkOffAsync();
        await scene.KeepAsync("webhookInbox_replay", 410, "erased", "It was worked off, and is no longer held", Operator(scene).PostAsync(parked));
        scene.Bff.Clock.Advance(TimeSpan.FromSeconds(1));
        await scene.Bff.ReceiveAsync("{\"ResponseType\":\"SomethingNew\"}"u8.ToArray());
        var unknown = (await Operator(scene).GetAsync($"{Webhooks}?outcome=unknown")).Json.GetProperty("webhooks")[0].GetProperty("deliveryId").GetGuid();
        await scene.KeepAsync("webhookInbox_replay", 202, "again", "It is worked off again", Operator(scene).PostAsync(Replay(unknown)));
    }

    private static string Replay(Guid deliveryId) => $"{Webhooks}/{deliveryId}/replay";
}
