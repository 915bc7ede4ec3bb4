using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>Steps that tests of webhooks share.</summary>
public static class WebhookSteps
{
    public const string Address = "/webhooks/flinks";

    public const string Header = "flinks-authenticity-key";

    public const string Key = "synthetic-hmac-secret-0001";

    public static Task<BffHost> StartAsync(Action<Dictionary<string, string?>>? settings = null, Action<IServiceCollection>? services = null) => BffHost.StartAsync(
        all =>
        {
            all["Webhooks:Keys:0"] = Key;
            settings?.Invoke(all);
        },
        services);

    /// <summary>The application that leaves polling to the safety net.</summary>
    public static Task<BffHost> StartDeliveryAsync() => StartAsync(settings => settings["Flinks:Delivery"] = "Webhook");

    /// <summary>A webhook with one account, whose title tells it from others.</summary>
    public static byte[] Details(
        Guid loginId, DateTimeOffset? lastRefresh, Guid? requestId = null, string title = "From a webhook", Action<JsonObject>? change = null)
    {
        var body = new JsonObject
        {
            ["ResponseType"] = "GetAccountsDetail",
            ["HttpStatusCode"] = 200,
            ["Accounts"] = new JsonArray(Account(title)),
            ["Login"] = LoginOf(loginId, lastRefresh),
            ["InstitutionName"] = "FlinksCapital",
            ["InstitutionId"] = 14,
            ["RequestId"] = $"{requestId ?? Guid.NewGuid()}",
        };
        change?.Invoke(body);
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    public static byte[] Failure(Guid loginId, Guid? requestId, string flinksCode, int status = 401) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["ResponseType"] = "GetAccountsDetail",
        ["HttpStatusCode"] = status,
        ["FlinksCode"] = flinksCode,
        ["Login"] = LoginOf(loginId, null),
        ["RequestId"] = requestId is { } id ? $"{id}" : null,
    }.ToJsonString());

    public static JsonObject Account(string title, Guid? id = null) => new()
    {
        ["Transactions"] = new JsonArray(new JsonObject { ["Date"] = "2026/03/01", ["Description"] = "CAFE ÉTOILE", ["Debit"] = 4.85m, ["Id"] = $"{Guid.NewGuid()}" }),
        ["TransitNumber"] = "77777",
        ["InstitutionNumber"] = "777",
        ["Title"] = title,
        ["AccountNumber"] = "1111000",
        ["Balance"] = new JsonObject { ["Available"] = 2310.4m, ["Current"] = 2310.4m },
        ["Category"] = "Operations",
        ["Type"] = "Chequing",
        ["Currency"] = "CAD",
        ["Holder"] = new JsonObject { ["Name"] = "Avery Sample-Tremblay" },
        ["Id"] = $"{id ?? Guid.NewGuid()}",
    };

    public static string Sign(byte[] body, string key = Key) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body));

    /// <summary>Flinks sends it, and it is worked off.</summary>
    public static async Task<BffAnswer> ReceiveAsync(this BffHost bff, byte[] body)
    {
        var answer = await bff.PostAsync(body, (Header, Sign(body)));
        await bff.SettleAsync();
        return answer;
    }

    /// <summary>Somebody sends it.</summary>
    public static Task<BffAnswer> PostAsync(this BffHost bff, byte[] body, params (string Name, string Value)[] headers) => bff.AsNobody().SendAsync(
        HttpMethod.Post, Address, new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } }, headers);

    /// <summary>One round over what is due, on this instance.</summary>
    public static async Task WorkOffAsync(this BffHost bff)
    {
        await bff.Services.GetRequiredService<WebhookWork>().WorkOffDueAsync(TestContext.Current.CancellationToken);
        await bff.SettleAsync();
    }

    public static Task<List<WebhookDelivery>> DeliveriesAsync(this BffHost bff) =>
        bff.ReadAsync(db => db.WebhookDeliveries.AsNoTracking().OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).ToListAsync(TestContext.Current.CancellationToken));

    /// <summary>What became of the one webhook there is.</summary>
    public static async Task<WebhookOutcome?> OutcomeAsync(this BffHost bff) => Assert.Single(await bff.DeliveriesAsync()).Outcome;

    /// <summary>Done once a caller waits for the retrieval's data.</summary>
    public static async Task UntilAwaitedAsync(this BffHost bff, Guid retrievalId)
    {
        while (!bff.Services.GetRequiredService<RetrievalSignals>().IsAwaited(new RetrievalId(retrievalId)))
        {
            await Task.Yield();
        }
    }

    /// <summary>Done once Flinks said "not yet" to the one retrieval that a caller waits for.</summary>
    public static async Task<Guid> UntilAwaitedAsync(this BffHost bff)
    {
        while (bff.Details().Count == 0 || bff.Services.GetRequiredService<RetrievalSignals>().Awaited().Count == 0)
        {
            await Task.Yield();
        }

        return bff.Services.GetRequiredService<RetrievalSignals>().Awaited().Single().Key.Value;
    }

    public static async Task<Guid?> LastRetrievalAsync(this BffClient user, Guid connectionId) =>
        (await user.GetAsync($"/api/v1/connections/{connectionId}")).Json.GetProperty("lastRetrievalId") is { ValueKind: System.Text.Json.JsonValueKind.String } id ? id.GetGuid() : null;

    public static string[] Titles(this BffAnswer ready) =>
        [.. ready.Json.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("title").GetString()!)];

    private static JsonObject LoginOf(Guid loginId, DateTimeOffset? lastRefresh) => new()
    {
        ["Username"] = "Greatday",
        ["IsScheduledRefresh"] = false,
        ["LastRefresh"] = lastRefresh?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        ["Type"] = "Personal",
        ["Id"] = $"{loginId}",
    };
}
