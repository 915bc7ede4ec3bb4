using System.Net.Http.Json;
using System.Text;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.OpenApi.Examples;

/// <summary>What happens around connections, and what any call may be answered.</summary>
internal static class OtherStories
{
    public static IEnumerable<Story> All =>
    [
        new("Lost with its instance", InterruptedAsync),
        new("Watched", WatchAsync),
        new("Leaving", LeaveAsync),
        new("Choosing accounts", SelectAsync),
        new("Sessions", SessionsAsync),
        new("Addresses", VerifyAsync),
        new("Webhooks", ReceiveAsync, ("Webhooks:Keys:0", WebhookSteps.Key), ("Webhooks:MaxBodyBytes", "1000")),
        .. EveryCall,
    ];

    private static IEnumerable<Story> EveryCall =>
    [
        Common("malformedKey", "The key is malformed", 400, scene => scene.Alice.PostAsync("/api/v1/connect-sessions", null, ("Idempotency-Key", "with a blank"))),
        Common("noToken", "No token, or none that is valid", 401, scene => scene.Bff.AsNobody().GetAsync("/api/v1/connections")),
        Common("notAnOperator", "Not an operator", 403, scene => scene.Alice.GetAsync("/api/v1/admin/audit")),
        Common("notFound", "Not there, or somebody else's", 404, scene => scene.Alice.GetAsync($"/api/v1/connections/{Guid.NewGuid()}")),
        Common("tooLarge", "The body is too large", 413, scene => SendAsync(scene, new string(' ', 100_000), "application/json")),
        Common("notJson", "The body is no JSON", 415, scene => SendAsync(scene, "loginId=1", "text/plain")),
        Common("keyUsedBefore", "The key was used with another body", 422, EveryProblem.Ways["idempotency_mismatch"]),
        Common("rateLimited", "Too many calls", 429, EveryProblem.Ways["rate_limited"]),
        Common("fault", "A fault of ours", 500, EveryProblem.Ways["internal_error"]),
        new Story(
            "Common: identityProviderDown",
            scene => scene.KeepCommonAsync(503, "identityProviderDown", "The identity provider cannot be reached", scene.Bff.AsNobody("e30.e30.e30").GetAsync("/api/v1/connections")),
            ("Auth:Authority", "https://127.0.0.1:9"), ("Auth:Issuer", null), ("Auth:SigningKey", null)),
    ];

    private static Story Common(string name, string summary, int status, Func<Scene, Task<BffAnswer>> call) =>
        new($"Common: {name}", scene => scene.KeepCommonAsync(status, name, summary, call(scene)));

    private static Story Common(string name, string summary, int status, EveryProblem.Way way) =>
        new($"Common: {name}", scene => scene.KeepCommonAsync(status, name, summary, way.Go(scene.Bff, [])), [.. way.Settings.Select(setting => (setting.Name, (string?)setting.Value))]);

    private static Task<BffAnswer> SendAsync(Scene scene, string body, string type) =>
        scene.Alice.SendAsync(HttpMethod.Post, "/api/v1/connections", new StringContent(body, Encoding.UTF8, type));

    private static async Task InterruptedAsync(Scene scene)
    {
        using var gate = scene.Flinks.Faults.Hold(FlinksEndpoint.Authorize);
        var lost = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" }, BffSteps.AtOnce);
        await gate.Arrived;
        await scene.Bff.RestartAsync();
        await scene.Bff.PassAsync(TimeSpan.FromSeconds(61));
        await scene.ShowAsync(409, "interrupted", "The service was restarted while the bank was asked", lost.RetrievalId);
    }

    /// <summary>Read piece by piece: what comes first has to be there before the retrieval moves on.</summary>
    private static async Task WatchAsync(Scene scene)
    {
        var pending = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        using var client = ((TestServer)scene.Bff.Services.GetRequiredService<IServer>()).CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", TestTokens.For("alice", scene.Bff.Clock));
        using var response = await client.GetAsync(
            $"/api/v1/retrievals/{pending.RetrievalId}/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            text.Append(line).Append('\n');
            if (line.Length == 0 && text.ToString().Split("event:").Length == 2)
            {
                while ((await scene.Alice.ShowAsync(pending.RetrievalId)).Status == 202)
                {
                    await scene.Bff.PassAsync(RetrievalSteps.PollInterval);
                }
            }
        }

        var headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
        await scene.KeepAsync("retrievalEvents_watch", 200, "untilReady", "Until the data are there", Task.FromResult(new BffAnswer((int)response.StatusCode, Quiet(text), headers)));
    }

    /// <summary>Signs of life come with the clock, not with the retrieval.</summary>
    private static string Quiet(StringBuilder text) => text.ToString().Replace(":\n\n", "", StringComparison.Ordinal);

    private static async Task LeaveAsync(Scene scene)
    {
        var (first, second) = (await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId), await scene.Alice.ConnectAsync(SimulatedLogins.NoTransactions.LoginId));
        await scene.KeepAsync("connections_delete", 204, "gone", "Gone everywhere", scene.Alice.DeleteAsync($"/api/v1/connections/{first.ConnectionId}"));
        scene.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        var pending = await scene.KeepAsync(
            "connections_delete", 202, "notYetConfirmed", "Gone here, not yet confirmed by Flinks", scene.Alice.DeleteAsync($"/api/v1/connections/{second.ConnectionId}"));
        var receipt = pending.NextUrl ?? "";
        await scene.KeepAsync("deletions_show", 200, "pending", "Not yet confirmed by Flinks", scene.Alice.GetAsync(receipt));
        await scene.Bff.PassToDeletionsAsync(TimeSpan.FromMinutes(10));
        await scene.KeepAsync("deletions_show", 200, "done", "Gone everywhere", scene.Alice.GetAsync(receipt));
    }

    private static async Task SelectAsync(Scene scene)
    {
        var linked = await scene.Alice.ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var address = $"/api/v1/connections/{linked.ConnectionId}/account-selection";
        await SelectAsync(scene, address, 200, "one", "One account", new { accountIds = new[] { linked.Json.GetProperty("accounts")[0].GetProperty("accountId").GetGuid() } });
        await SelectAsync(scene, address, 400, "none", "No account at all", new { accountIds = Array.Empty<Guid>() });
        await SelectAsync(scene, address, 200, "all", "All of them", new { accountIds = (Guid[]?)null });
    }

    private static Task<BffAnswer> SelectAsync(Scene scene, string address, int status, string name, string summary, object body) =>
        scene.KeepAsync("accountSelection_select", status, name, summary, scene.Alice.SendAsync(HttpMethod.Put, address, JsonContent.Create(body)), body);

    private static async Task ReceiveAsync(Scene scene)
    {
        var body = "{\"ResponseType\":\"KYC\"}"u8.ToArray();
        await ReceiveAsync(scene, 200, "stored", "Stored", body);
        await ReceiveAsync(scene, 401, "notSigned", "Not signed by Flinks", body, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        await ReceiveAsync(scene, 413, "tooLong", "Longer than Webhooks:MaxBodyBytes", new byte[2000]);
        await scene.Bff.SettleAsync();
        scene.Bff.Database.Dispose();
        await ReceiveAsync(scene, 503, "notStored", "The database is away", [.. body, (byte)' ']);
    }

    private static Task<BffAnswer> ReceiveAsync(Scene scene, int status, string name, string summary, byte[] body, string? signature = null) =>
        scene.KeepAsync("webhooks_receive", status, name, summary, scene.Bff.PostAsync(body, (WebhookSteps.Header, signature ?? WebhookSteps.Sign(body))));

    private static async Task SessionsAsync(Scene scene)
    {
        var body = new
        {
            language = "fr",
            institutionId = "14",
            accountSelector = new { enabled = true, multiple = true, currency = "cad" },
            options = new { daysOfTransactions = 365 },
        };
        await scene.KeepAsync("connectSessions_start", 201, "oneBankInFrench", "A certain bank, in French, with a choice of accounts", scene.Alice.PostAsync("/api/v1/connect-sessions", body), body);
        foreach (var trouble in Trouble.Passing)
        {
            scene.Flinks.Faults.Always(FlinksEndpoint.GenerateAuthorizeToken, trouble.Fault);
            await scene.KeepAsync("connectSessions_start", trouble.Status, trouble.Name, trouble.Summary, scene.Alice.PostAsync("/api/v1/connect-sessions"));
            scene.Flinks.Faults.Clear();
        }
    }

    private static async Task VerifyAsync(Scene scene)
    {
        var address = (await scene.Alice.PostAsync("/api/v1/connect-sessions")).NextUrl ?? "";
        await VerifyAsync(scene, 200, "ours", "Ours, whole and in time", new { url = address });
        await VerifyAsync(scene, 200, "tampered", "Not as it was signed", new { url = address.Replace("demo", "omed", StringComparison.Ordinal) + "x" });
        await VerifyAsync(scene, 200, "foreign", "A page of somebody else's", new { url = "https://bank.example.com/sign-in" });
        await VerifyAsync(scene, 400, "missing", "No address", new { });
        scene.Bff.Clock.Advance(TimeSpan.FromMinutes(20));
        await VerifyAsync(scene, 200, "expired", "Ours, but too late", new { url = address });
    }

    private static Task<BffAnswer> VerifyAsync(Scene scene, int status, string name, string summary, object body) =>
        scene.KeepAsync("resumeUrls_verify", status, name, summary, scene.Bff.AsNobody().PostAsync("/api/v1/resume-urls/verify", body), body);
}
