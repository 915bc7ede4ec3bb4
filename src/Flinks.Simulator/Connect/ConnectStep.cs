using System.Text.Json.Serialization;
using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Connect;

/// <summary>What a visit does next.</summary>
/// <param name="Screen">HTML of the next screen; null keeps the one that is shown.</param>
internal sealed record ConnectStep(IReadOnlyList<ConnectEvent> Events, string? Screen)
{
    /// <summary>Where the browser goes after the events.</summary>
    public string? LeaveTo { get; init; }

    /// <summary>The whole window goes there, not only the frame.</summary>
    public bool LeavesFrame { get; init; }

    public static ConnectStep Show(Html screen, params IReadOnlyList<ConnectEvent> events) => new(events, screen.ToString());
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConnectStep))]
internal sealed partial class ConnectJson : JsonSerializerContext;
