namespace Flinks.Client.Wire;

/// <summary>Body of <c>PATCH /SetScheduledRefresh</c> (flinks/api.md 12.3).</summary>
public sealed class ScheduledRefreshQuery
{
    public required Guid LoginId { get; init; }

    public required bool IsActivated { get; init; }
}
