using System.Text.Json;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Audit;

/// <summary>Looks into the audit trail, as an operator does.</summary>
internal static class AuditSteps
{
    public const string Address = "/api/v1/admin/audit";

    public static BffClient Operator(this BffHost bff) => bff.As("olga", role: "admin");

    /// <summary>The entries of a page, the newest first.</summary>
    public static async Task<JsonElement[]> ReadTrailAsync(this BffHost bff, string filter = "")
    {
        var answer = await bff.Operator().GetAsync($"{Address}?limit=200&{filter}");
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Json.GetProperty("entries").EnumerateArray()];
    }

    /// <summary>What was done to a connection, in the order it was done.</summary>
    public static async Task<string[]> StoryOfAsync(this BffHost bff, Guid connectionId) =>
        [.. (await bff.ReadTrailAsync($"connectionId={connectionId}")).Reverse().Select(entry => entry.Text("action"))];

    public static string Text(this JsonElement entry, string member) => entry.GetProperty(member).GetString() ?? "";
}
