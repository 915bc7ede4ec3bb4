using System.Text.Json.Serialization;

namespace Flinks.Client.Wire;

/// <summary>Informational; the only members Flinks writes in lower case.</summary>
public sealed class ReplyLink
{
    [JsonPropertyName("rel")]
    public string? Rel { get; init; }

    [JsonPropertyName("href")]
    public string? Href { get; init; }

    [JsonPropertyName("example")]
    public string? Example { get; init; }
}
