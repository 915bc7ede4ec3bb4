using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Webhooks;

/// <summary>The bodies of webhooks (flinks/connect.md 10.2), compact and without an end of line, as the signature wants them.</summary>
internal static class WebhookBodies
{
    private const string DetailsType = "GetAccountsDetail";

    // Flinks writes French letters as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What an order asks for; null if there is no such kind.</summary>
    public static byte[]? Of(SimulatedFlinks flinks, SimulatedLogin login, WebhookOrder order)
    {
        lock (flinks.Gate)
        {
            if (order.Kind == "nightly")
            {
                login.Succeed(flinks.Now);
            }

            var session = new Session(order.RequestId ?? Guid.NewGuid(), login, openingToken: null) { IsSaved = true };
            return order.Kind switch
            {
                "details" => Details(session, flinks.Now),
                "nightly" => Nightly(session, flinks.Now),
                "kyc" => Kyc(session, flinks.Now),
                "failure" => Failure(session, order.FlinksCode),
                "unknown" => Changed(Details(session, flinks.Now), body => body["ResponseType"] = "SomethingNew"),
                _ => null,
            };
        }
    }

    public static byte[] Details(Session session, DateTimeOffset now)
    {
        var query = session.Detail ?? new() { RequestId = session.RequestId };
        var accounts = session.Login.Book.Detail(query, DateOnly.FromDateTime(now.UtcDateTime));
        return JsonSerializer.SerializeToUtf8Bytes(AccountsDesk.ReplyOf(session, accounts, links: null, DetailsType), ReplyJson.Detail);
    }

    /// <summary>Who holds the accounts, in the form with <c>Holders</c>.</summary>
    public static byte[] Kyc(Session session, DateTimeOffset now) => Changed(Details(session, now), body =>
    {
        var holder = body["Accounts"]?[0]?["Holder"]?.DeepClone();
        body.Remove("Accounts");
        body["ResponseType"] = "KYC";
        body["Holders"] = new JsonArray(holder);
    });

    private static byte[] Nightly(Session session, DateTimeOffset now) => Changed(Details(session, now), body =>
    {
        if (body["Login"] is JsonObject login)
        {
            login["IsScheduledRefresh"] = true;
        }
    });

    /// <summary>Nobody has documented one: the object that the API answers when it fails, with a type.</summary>
    private static byte[] Failure(Session session, string flinksCode) => Changed(
        JsonSerializer.SerializeToUtf8Bytes(SessionReplies.Refuses(session, flinksCode, withLogin: true), ReplyJson.Detail),
        body =>
        {
            body.Remove("Links");
            body["Message"] = FlinksErrors.MessageOf(flinksCode);
            body["ResponseType"] = DetailsType;
        });

    private static byte[] Changed(byte[] body, Action<JsonObject> change)
    {
        var changed = JsonNode.Parse(body)?.AsObject() ?? [];
        change(changed);
        return Encoding.UTF8.GetBytes(changed.ToJsonString(Plain));
    }
}
