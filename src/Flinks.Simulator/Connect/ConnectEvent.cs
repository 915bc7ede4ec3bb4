using System.Text.Json.Serialization;

namespace Flinks.Simulator.Connect;

/// <summary>A message that Connect posts to the page around it: a user event has a step, an API event a FlinksCode (flinks/connect.md 5).</summary>
internal sealed record ConnectEvent
{
    public string? Step { get; init; }

    public string? Institution { get; init; }

    public string? LoginId { get; init; }

    public string? RequestId { get; init; }

    public string? FlinksCode { get; init; }

    public string? MfaTypes { get; init; }

    public bool? Cached { get; init; }

    public string? Tag { get; init; }

    public string? Url { get; init; }

    public static ConnectEvent Of(string step) => new() { Step = step };

    public static ConnectEvent At(string step, string institution) => new() { Step = step, Institution = institution };

    public static ConnectEvent Api(string? flinksCode, Guid? requestId, string institution) =>
        new() { FlinksCode = flinksCode, RequestId = requestId?.ToString(), Institution = institution };
}

/// <summary>What a visit does next.</summary>
/// <param name="Screen">HTML of the next screen; null keeps the one that is shown.</param>
internal sealed record ConnectStep(IReadOnlyList<ConnectEvent> Events, string? Screen)
{
    /// <summary>Where the browser goes after the events.</summary>
    public string? LeaveTo { get; init; }

    /// <summary>The whole window goes there, not only the frame.</summary>
    public bool LeavesFrame { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConnectStep))]
internal sealed partial class ConnectJson : JsonSerializerContext;
