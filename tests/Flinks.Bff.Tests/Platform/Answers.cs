using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Flinks.Bff.Tests.Platform;

/// <summary>Sends JSON as it stands and reads answers.</summary>
public static class Answers
{
    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, string json) =>
        client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string path) =>
        client.GetAsync(path, TestContext.Current.CancellationToken);

    public static async Task<JsonObject> ReadObjectAsync(this HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException("The answer is not an object.");

    public static async Task<string?> ReadCodeAsync(this HttpResponseMessage response) => (string?)(await response.ReadObjectAsync())["code"];

    public static async Task<string[]> ReadInvalidMembersAsync(this HttpResponseMessage response) =>
        [.. (await response.ReadObjectAsync())["errors"]?.AsObject().Select(error => error.Key) ?? []];

    public static string Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : string.Empty;
}
