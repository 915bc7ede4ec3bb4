using System.Text.Json;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Statements;

/// <summary>Steps that tests of statements take.</summary>
internal static class StatementSteps
{
    public static Task<BffAnswer> StatementsAsync(this BffClient client, Guid connectionId, string query = "", params (string Name, string Value)[] headers) =>
        client.GetAsync($"/api/v1/connections/{connectionId}/statements{query}", headers);

    public static Task<BffAnswer> StatementAsync(this BffClient client, Guid connectionId, string statementId, string query = "", params (string Name, string Value)[] headers) =>
        client.GetAsync($"/api/v1/connections/{connectionId}/statements/{statementId}{query}", headers);

    public static IReadOnlyList<JsonElement> Statements(this BffAnswer list) => [.. list.Json.GetProperty("statements").EnumerateArray()];

    public static string StatementId(this BffAnswer list, int index) => list.Statements()[index].GetProperty("statementId").GetString()!;
}
