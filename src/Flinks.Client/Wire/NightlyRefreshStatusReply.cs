namespace Flinks.Client.Wire;

/// <summary>The 200 of <c>GetNightlyRefreshStatus</c>: only the enrolled logins that will not be refreshed (flinks/api.md 12.4).</summary>
public sealed class NightlyRefreshStatusReply
{
    public int? HttpStatusCode { get; init; }

    public IReadOnlyList<IneligibleCard>? IneligibleCards { get; init; }
}

/// <summary>A login that will not be refreshed by night.</summary>
public sealed class IneligibleCard
{
    public Guid? LoginId { get; init; }

    public string? LastRefreshDate { get; init; }

    public string? LastRefreshState { get; init; }

    public string? LastRefreshErrorCode { get; init; }
}
