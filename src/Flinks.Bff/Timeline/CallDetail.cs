using System.Text.Json;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Timeline;

/// <summary>What is told of a call to Flinks that belongs to no retrieval: the same as of one that does.</summary>
public sealed record CallDetail
{
    public required string Outcome { get; init; }

    public string? FlinksCode { get; init; }

    public required long Milliseconds { get; init; }

    /// <summary>How often in a row; null for once.</summary>
    public int? Times { get; init; }

    public static CallDetail Of(UpstreamCall call) => new()
    {
        Outcome = call.Outcome,
        FlinksCode = call.FlinksCode,
        Milliseconds = call.Milliseconds,
        Times = call.Times > 1 ? call.Times : null,
    };

    public string ToJson() => JsonSerializer.Serialize(this, TimelineJson.Default.CallDetail);
}
