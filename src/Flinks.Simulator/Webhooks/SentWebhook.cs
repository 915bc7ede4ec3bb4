namespace Flinks.Simulator.Webhooks;

/// <summary>One try at a webhook.</summary>
/// <param name="Kind">What it brings.</param>
/// <param name="Status">What it was answered; null if nobody answered.</param>
/// <param name="Bytes">How long its body was.</param>
public sealed record SentWebhook(DateTimeOffset At, string Kind, int? Status, int Bytes)
{
    /// <summary>Which webhook: its tries share it, and it can be sent again by it.</summary>
    public Guid Id { get; init; }

    public Guid LoginId { get; init; }

    /// <summary>The first try is 1.</summary>
    public int Try { get; init; } = 1;

    /// <summary>When it is tried again; null when it is not.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    public SignatureFlaw Flaw { get; init; }
}
