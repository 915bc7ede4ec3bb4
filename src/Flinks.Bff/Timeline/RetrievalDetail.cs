using System.Text.Json;
using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Timeline;

/// <summary>What is told of an entry that belongs to a retrieval.</summary>
public sealed record RetrievalDetail
{
    public required RetrievalId RetrievalId { get; init; }

    public string? Freshness { get; init; }

    public string? Outcome { get; init; }

    public string? State { get; init; }

    public string? Code { get; init; }

    public string? FlinksCode { get; init; }

    public long? Milliseconds { get; init; }

    /// <summary>How often in a row; null for once.</summary>
    public int? Times { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, TimelineJson.Default.RetrievalDetail);
}
