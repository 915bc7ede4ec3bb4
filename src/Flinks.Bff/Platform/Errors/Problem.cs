using System.Text.Json.Serialization;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;

namespace Flinks.Bff.Platform.Errors;

/// <summary>Why a call was not fulfilled, and what to do next (RFC 9457). Branch on `code`, show `userMessage`, do `nextAction`.</summary>
public sealed record Problem
{
    /// <summary>Path of the page that explains the code: `/problems/{code}`.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem in a few words, for developers; the same for every problem of one code.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status of this answer.</summary>
    public required int Status { get; init; }

    /// <summary>What happened in a sentence, for developers.</summary>
    public required string Detail { get; init; }

    /// <summary>What clients branch on. More words may come; treat one that you do not know by the status and by `nextAction`.</summary>
    [OneOf(typeof(ProblemCodes))]
    public required string Code { get; init; }

    /// <summary>Flinks' own word for what happened, for support; null where Flinks said none or was not asked.</summary>
    public required string? FlinksCode { get; init; }

    /// <summary>A sentence for the person at the screen, in the language of `Content-Language`.</summary>
    public required string UserMessage { get; init; }

    /// <summary>The connection that the problem is about; null where there is none.</summary>
    public required ConnectionId? ConnectionId { get; init; }

    /// <summary>The retrieval that the problem is about; null where there is none.</summary>
    public required RetrievalId? RetrievalId { get; init; }

    /// <summary>The one thing to do next.</summary>
    public required NextAction NextAction { get; init; }

    /// <summary>Names this call in our log; the same as `X-Trace-Id`: 32 hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>Only there if `code` is `validation_failed`: each member of the request that was refused, with what is wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
