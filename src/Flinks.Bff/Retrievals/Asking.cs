namespace Flinks.Bff.Retrievals;

/// <summary>How a caller asks: what they may be given and how long they wait.</summary>
/// <param name="MayMint">A POST: only these mint tokens.</param>
/// <param name="Wait">From <c>Prefer: wait</c>: hold the answer until there is something better than "not yet".</param>
/// <param name="WaitsByDefault">A POST that starts something waits <c>Retrieval:AnswerWithin</c> unless Flinks itself says that it takes longer.</param>
/// <param name="MustMint">The address is what the call is for: without a token it fails.</param>
public readonly record struct Asking(bool MayMint, TimeSpan? Wait, bool WaitsByDefault, bool MustMint = false)
{
    /// <summary>The caller has gone. What they began goes on, with the wait for its outcome where that is kept for their return; data are handed to nobody.</summary>
    public CancellationToken HungUp { get; init; }

    public static Asking Get(TimeSpan? wait) => new(MayMint: false, wait, WaitsByDefault: false);

    public static Asking Post(TimeSpan? wait) => new(MayMint: true, wait, WaitsByDefault: true);

    /// <summary>Nothing better is to be had by waiting.</summary>
    public bool IsAnsweredBy(RetrievalMove move) =>
        move.Complaint is not null
        || move.IsVoid
        || move.Retrieval.State == RetrievalState.MfaRequired
        || move.Retrieval.HasEnded
        || (Wait is null && (!WaitsByDefault || move.Retrieval.IsScheduled));
}
