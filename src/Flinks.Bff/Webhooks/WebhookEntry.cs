namespace Flinks.Bff.Webhooks;

/// <summary>Webhooks, the newest first.</summary>
/// <param name="Webhooks">At most `limit` of them.</param>
/// <param name="Next">What to send as `after` for the ones before these; null at the end.</param>
public sealed record WebhookPage(IReadOnlyList<WebhookEntry> Webhooks, string? Next);

/// <summary>What is known of one webhook; nothing of what it says.</summary>
public sealed record WebhookEntry
{
    /// <summary>Names it here; Flinks gives deliveries no id.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>When it came, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Its type, if it is one of those we know.</summary>
    public required string? Type { get; init; }

    /// <summary>What became of it; null until somebody has worked on it.</summary>
    public required WebhookOutcome? Outcome { get; init; }

    /// <summary>When it was done with, UTC; null until then.</summary>
    public required DateTimeOffset? WorkedOffAt { get; init; }

    /// <summary>How often it was tried since it was last settled.</summary>
    public required int Attempts { get; init; }

    /// <summary>Until when its body is held, sealed, and it can be replayed, UTC; null where it was erased as soon as it was worked off, and while that is still to be done.</summary>
    public required DateTimeOffset? HeldUntil { get; init; }
}
