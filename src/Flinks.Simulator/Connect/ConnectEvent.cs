using System.Text.Json.Nodes;

namespace Flinks.Simulator.Connect;

/// <summary>A message that Connect posts to the page around it: a user event has a step, an API event a FlinksCode (flinks/connect.md 5).</summary>
internal sealed record ConnectEvent
{
    public string? Step { get; init; }

    public string? Institution { get; init; }

    public string? LoginId { get; init; }

    public string? RequestId { get; init; }

    public string? FlinksCode { get; init; }

    /// <summary>A text, or a list of texts.</summary>
    public JsonNode? MfaTypes { get; init; }

    public bool? Cached { get; init; }

    public int? TotalAccounts { get; init; }

    public int? DisplayedAccounts { get; init; }

    /// <summary>A text, or a list of texts.</summary>
    public JsonNode? AccountId { get; init; }

    public string? Tag { get; init; }

    public string? Url { get; init; }

    /// <summary>Of a message that is not Connect's.</summary>
    public string? Target { get; init; }

    /// <summary>Of a message that is not Connect's.</summary>
    public string? Type { get; init; }

    public static ConnectEvent Of(string step) => new() { Step = step };

    public static ConnectEvent At(string step, string institution) => new() { Step = step, Institution = institution };

    public static ConnectEvent Api(string? flinksCode, Guid? requestId, string institution) =>
        new() { FlinksCode = flinksCode, RequestId = requestId?.ToString(), Institution = institution };
}
