using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Platform.Errors;

/// <summary>A foreseen "no": everything a problem answer says. Status and sentences follow from <see cref="Code"/> (see <c>ProblemTable</c>).</summary>
public sealed record Refusal(string Code)
{
    /// <summary>Flinks' own word, for support.</summary>
    public string? FlinksCode { get; init; }

    public ConnectionId? ConnectionId { get; init; }

    public RetrievalId? RetrievalId { get; init; }

    /// <summary>Sent as <c>Retry-After</c>; null takes the code's default, if it has one.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What to do next; null takes the code's default.</summary>
    public NextAction? NextAction { get; init; }

    /// <summary>Overrides the status of the code: a GET that shows how a retrieval ended answers 409 whatever it ended with.</summary>
    public int? Status { get; init; }

    /// <summary>Members of the request that were refused, with what is wrong; only for <c>validation_failed</c>.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>One member of the request was refused.</summary>
    public static Refusal Invalid(string member, string complaint) =>
        new(ProblemCodes.ValidationFailed) { Errors = new Dictionary<string, string[]> { [member] = [complaint] } };
}
