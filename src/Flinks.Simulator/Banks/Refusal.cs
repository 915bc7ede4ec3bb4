namespace Flinks.Simulator.Banks;

/// <summary>What Authorize answers in place of letting in, and for how long it does so.</summary>
public sealed record Refusal(string FlinksCode)
{
    /// <summary>Sent as the header <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>So many calls are refused, then no more; null: all of them.</summary>
    public int? Times { get; init; }

    /// <summary>Calls are refused for so long from the first one, then no more.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>The RequestId in the answer opens the data all the same (flinks/api.md 5.5).</summary>
    public bool DataReadable { get; init; }
}
