using System.Text.Json;
using Flinks.Bff.Platform.OpenApi;

namespace Flinks.Bff.Timeline;

/// <summary>One thing that happened.</summary>
public sealed record TimelineEntryBody
{
    /// <summary>When, UTC: of the widget's messages when we were told of them.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>`widget`: said by the widget. `call`: asked of Flinks. `webhook`: sent by Flinks. `job`: done here.</summary>
    [OneOf(typeof(TimelineKinds))]
    public required string Kind { get; init; }

    /// <summary>Which: a message of the widget, an endpoint of Flinks, a type of webhook, a job.</summary>
    public required string Name { get; init; }

    /// <summary>What is known of it beyond its name; null if nothing is. Ignore members that you do not know.</summary>
    public required IReadOnlyDictionary<string, JsonElement>? Detail { get; init; }

    public static TimelineEntryBody Of(TimelineEntry entry) => new()
    {
        At = entry.At,
        Kind = entry.Kind,
        Name = entry.Name,
        Detail = entry.Detail is { } detail ? JsonSerializer.Deserialize(detail, TimelineJson.Default.DictionaryStringJsonElement) : null,
    };
}
