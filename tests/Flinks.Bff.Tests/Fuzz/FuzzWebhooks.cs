using System.Text.Json.Nodes;
using Flinks.Bff.Tests.Webhooks;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>Webhooks, good and odd, most of them rightly signed: what Flinks signs can be odd too.</summary>
internal static class FuzzWebhooks
{
    public const string Address = WebhookSteps.Address;

    public const string Header = WebhookSteps.Header;

    public const string Key = WebhookSteps.Key;

    private static readonly string[] Types = ["GetAccountsDetail", "KYC", "GetStatements", "", "Something"];

    public static byte[] Body(Random chance, Guid login)
    {
        var good = chance.Hits(0.3)
            ? WebhookSteps.Failure(login, Guid.NewGuid(), "INVALID_LOGIN")
            : WebhookSteps.Details(login, DateTimeOffset.UnixEpoch.AddYears(chance.Next(50, 60)), change: body => body["ResponseType"] = chance.Pick(Types));
        return chance.Hits(0.5) ? OddBodies.Spoil(JsonNode.Parse(good), chance) : good;
    }

    public static string Signature(Random chance, byte[] body)
    {
        var signature = WebhookSteps.Sign(body);
        return chance.Hits(0.1) ? signature[..^1] : signature;
    }
}
