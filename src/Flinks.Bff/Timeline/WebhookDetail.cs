using System.Text.Json;

namespace Flinks.Bff.Timeline;

/// <summary>What is told of a webhook that no retrieval remembers, as it had no effect on any.</summary>
/// <param name="Outcome">Why it had none, in a word.</param>
public sealed record WebhookDetail(string Outcome)
{
    public string ToJson() => JsonSerializer.Serialize(this, TimelineJson.Default.WebhookDetail);
}
