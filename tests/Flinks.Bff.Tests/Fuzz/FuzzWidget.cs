using System.Text;
using System.Text.Json.Nodes;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>What a page with the widget in it passes on, and what it might.</summary>
internal static class FuzzWidget
{
    private static readonly string[] Steps =
        ["APP_MOUNTED", "INSTITUTION_SELECTED", "SUBMIT_CREDENTIAL", "COMPONENT_LOAD_MFA", "INVALID_PASSWORD", "ACCOUNT_SELECTED", "REDIRECT", "COMPONENT_CLOSE_SESSION", "SOMETHING_NEW", "step"];

    public static byte[] Body(Random chance, Guid login)
    {
        var messages = new JsonArray([.. Enumerable.Range(0, chance.Next(5)).Select(_ => Message(chance, login))]);
        JsonNode said = chance.Hits(0.5) ? messages : Message(chance, login);
        said = chance.Hits(0.2) ? JsonValue.Create(said.ToJsonString()) : said;
        return chance.Hits(0.4) ? OddBodies.Spoil(said, chance) : Encoding.UTF8.GetBytes(said.ToJsonString());
    }

    private static JsonObject Message(Random chance, Guid login) => new()
    {
        [chance.Hits(0.8) ? "step" : "flinksCode"] = chance.Pick(Steps),
        ["institution"] = chance.Hits(0.5) ? "FlinksCapital" : $"{login}",
        ["loginId"] = $"{login}",
        ["accountId"] = chance.Hits(0.5) ? $"{Guid.NewGuid()}" : new JsonArray($"{Guid.NewGuid()}", $"{Guid.NewGuid()}"),
        ["url"] = $"https://app.example.test/cb?loginId={login}&accountId={Guid.NewGuid()}",
        ["totalAccounts"] = chance.Next(-1, 2000),
    };
}
