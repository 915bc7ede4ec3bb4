using System.Text.Json.Serialization;
using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Platform.Errors;

/// <summary>Why a request was not fulfilled, and what to do next (RFC 9457).</summary>
public sealed record Problem
{
    /// <summary>Address of the page that explains the code.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>For developers.</summary>
    public required string Detail { get; init; }

    /// <summary>What clients branch on.</summary>
    public required string Code { get; init; }

    /// <summary>Flinks' own word, for support.</summary>
    public required string? FlinksCode { get; init; }

    /// <summary>For the person at the screen, in the language of <c>Content-Language</c>.</summary>
    public required string UserMessage { get; init; }

    public required ConnectionId? ConnectionId { get; init; }

    public required RetrievalId? RetrievalId { get; init; }

    public required NextAction NextAction { get; init; }

    /// <summary>Names this request in our logs; the same as <c>X-Trace-Id</c>.</summary>
    public required string TraceId { get; init; }

    /// <summary>Only for <c>validation_failed</c>: the members of the request that were refused, with what is wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
