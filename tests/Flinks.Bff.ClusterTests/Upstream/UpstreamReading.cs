using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Flinks.Bff.ClusterTests.Upstream;

/// <summary>Reads what passes between an instance and Flinks.</summary>
internal static class UpstreamReading
{
    public static async Task<SeenCall> ReadAsync(HttpContext http, int door, UpstreamLog log, TimeProvider time)
    {
        var now = time.GetUtcNow();
        http.Request.EnableBuffering();
        var body = await JsonOfAsync(http.Request.Body, http.RequestAborted);
        http.Request.Body.Position = 0;
        var path = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var endpoint = path.ElementAtOrDefault(3);
        var requestId = Id(body, "RequestId") ?? (Guid.TryParse(path.ElementAtOrDefault(4), out var named) ? named : null);
        return new SeenCall
        {
            Door = door,
            Kind = KindOf(endpoint, body),
            StartedAt = now,
            LoginId = Id(body, "LoginId") ?? log.LoginOf(requestId),
            RequestId = requestId,
            Answers = AnswersOf(body),
        };
    }

    /// <summary>Has Flinks do its work, and keeps its answer back.</summary>
    public static async Task<UpstreamReply> AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var wire = http.Response.Body;
        var gone = http.RequestAborted;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        // Flinks itself does not look whether anybody is still there.
        http.RequestAborted = CancellationToken.None;
        await next(http);
        http.Response.Body = wire;
        http.RequestAborted = gone;
        kept.Position = 0;
        var json = await JsonOfAsync(kept, CancellationToken.None);
        return new UpstreamReply(kept.ToArray(), Id(json, "RequestId"), Text(json, "FlinksCode"), AccountsIn(json));
    }

    private static CallKind KindOf(string? endpoint, JsonElement? body) => endpoint switch
    {
        "Authorize" when body is { } answers && answers.TryGetProperty("SecurityResponses", out var given) && given.ValueKind == JsonValueKind.Object => CallKind.Answers,
        "Authorize" when body is { } query && query.TryGetProperty("MostRecentCached", out var cached) && cached.ValueKind == JsonValueKind.True => CallKind.Cached,
        "Authorize" => CallKind.Live,
        "GetAccountsDetail" => CallKind.Detail,
        "GetAccountsDetailAsync" => CallKind.Poll,
        _ => CallKind.Other,
    };

    private static IReadOnlyList<string> AnswersOf(JsonElement? body) =>
        body is { } query && query.TryGetProperty("SecurityResponses", out var given) && given.ValueKind == JsonValueKind.Object
            ? [.. given.EnumerateObject().SelectMany(answer => answer.Value.EnumerateArray().Select(text => text.GetString() ?? ""))]
            : [];

    private static IReadOnlyList<Guid> AccountsIn(JsonElement? reply) =>
        reply is { } found && found.TryGetProperty("Accounts", out var accounts) && accounts.ValueKind == JsonValueKind.Array
            ? [.. accounts.EnumerateArray().Select(account => account.GetProperty("Id").GetGuid())]
            : [];

    private static async Task<JsonElement?> JsonOfAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        try
        {
            return bytes.Length > 0 && JsonDocument.Parse(bytes.ToArray()).RootElement is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement? json, string member) =>
        json is { } found && found.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Guid? Id(JsonElement? json, string member) => Guid.TryParse(Text(json, member), out var id) ? id : null;
}

/// <summary>Flinks' answer, before it is sent.</summary>
internal sealed record UpstreamReply(byte[] Body, Guid? RequestId, string? FlinksCode, IReadOnlyList<Guid> Accounts);
