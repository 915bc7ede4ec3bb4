namespace Flinks.Bff.ClusterTests.Upstream;

/// <summary>What an instance wants of Flinks.</summary>
internal enum CallKind
{
    /// <summary>A token, or anything else that is no login's.</summary>
    Other,

    /// <summary>Authorize that goes to the bank.</summary>
    Live,

    /// <summary>Authorize that reads what Flinks has stored.</summary>
    Cached,

    /// <summary>Authorize with the person's answers.</summary>
    Answers,

    /// <summary>GetAccountsDetail.</summary>
    Detail,

    /// <summary>GetAccountsDetailAsync.</summary>
    Poll,
}

/// <summary>One call as Flinks saw it: this is the truth about what the product did.</summary>
internal sealed class SeenCall
{
    /// <summary>Which address it came to: each instance has one of its own.</summary>
    public required int Door { get; init; }

    public required CallKind Kind { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public Guid? LoginId { get; init; }

    /// <summary>The session it is about, or that it opened.</summary>
    public Guid? RequestId { get; set; }

    /// <summary>The person's answers, each as it was sent.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>When Flinks had done what was asked; null if it never came to that.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    public int? Status { get; set; }

    public string? FlinksCode { get; set; }

    /// <summary>The accounts whose data it brought.</summary>
    public IReadOnlyList<Guid> Accounts { get; set; } = [];

    /// <summary>When the answer left, or the caller was gone.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The caller was gone before the answer left.</summary>
    public bool IsLost { get; set; }

    public bool IsAuthorize => Kind is CallKind.Live or CallKind.Cached or CallKind.Answers;

    public bool AsksForData => Kind is CallKind.Detail or CallKind.Poll;

    public bool BringsData => AsksForData && Status == 200;

    /// <summary>The bank let somebody in: from here the data are newer than anything asked for before.</summary>
    public bool LetsIn => Status == 200 && (Kind is CallKind.Live or CallKind.Answers);

    public bool IsBusy => FlinksCode is "CARD_IN_USE" or "CONCURRENT_SESSION";

    public override string ToString() =>
        $"{StartedAt:HH:mm:ss.fff} Flinks, door {Door}: {Kind}{(Answers.Count > 0 ? $" [{string.Join(", ", Answers)}]" : "")}, "
        + $"session {RequestId?.ToString()[..8] ?? "none"} -> {(Status is { } status ? $"{status}" : "nothing done")} {FlinksCode}"
        + $" at {EndedAt:HH:mm:ss.fff}{(IsLost ? ", caller gone" : "")}";
}
