using Flinks.Bff.Platform.Errors;

namespace Flinks.Bff.Retrievals;

/// <summary>All that a call about a retrieval can come to.</summary>
public abstract record RetrievalAnswer
{
    private RetrievalAnswer()
    {
    }

    /// <summary>The data are here (200).</summary>
    public sealed record Ready(RetrievalReady Head, AccountData Data, IReadOnlyCollection<Guid>? Selection) : RetrievalAnswer;

    /// <summary>Not yet (202).</summary>
    public sealed record Pending(RetrievalPending Body) : RetrievalAnswer;

    /// <summary>The bank asks the person (203).</summary>
    public sealed record NeedsPerson(MfaRequired Body) : RetrievalAnswer;

    /// <summary>A problem, with what to do next.</summary>
    public sealed record Refused(Refusal Refusal) : RetrievalAnswer;
}
