using System.Text.Json;
using Flinks.Bff.ClusterTests.Hosting;

namespace Flinks.Bff.ClusterTests.People;

/// <summary>One call of a frontend, and what came of it.</summary>
internal sealed class ClientCall
{
    public required string User { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>Which life of which host was asked.</summary>
    public required Life Life { get; init; }

    /// <summary>The caller waits for what the retrieval comes to, and hands its data on: a POST that starts or goes on, or <c>Prefer: wait</c>.</summary>
    public required bool Waits { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the answer was there, or it was clear that none would come.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <summary>The caller went away by itself: the host learns of that a little later.</summary>
    public bool HungUp { get; set; }

    /// <summary>Null: no answer.</summary>
    public int? Status { get; set; }

    public JsonElement? Json { get; set; }

    public TimeSpan? RetryAfter { get; set; }

    public Guid? ConnectionId => Id("connectionId");

    public Guid? RetrievalId => Id("retrievalId");

    public string? State => Text("state");

    public string? Code => Text("code");

    public string? TraceId => Text("traceId");

    /// <summary>It shows where a retrieval stands, and is not about the call itself.</summary>
    public bool ShowsRetrieval => Method == "GET" && Path.StartsWith("/api/v1/retrievals/", StringComparison.Ordinal) && Status is 200 or 202 or 203 or 409 or 410;

    public override string ToString() =>
        $"{StartedAt:HH:mm:ss.fff} {User} asks life {Life.Number}: {Method} {Path}{(Waits ? " and waits" : "")}"
        + $" -> {(Status is { } status ? $"{status}" : HungUp ? "hung up" : "no answer")} {State}{Code} {RetrievalId?.ToString()[..13]} at {EndedAt:HH:mm:ss.fff}";

    private Guid? Id(string member) => Guid.TryParse(Text(member), out var id) ? id : null;

    private string? Text(string member) =>
        Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
