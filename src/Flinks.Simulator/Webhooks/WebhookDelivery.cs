namespace Flinks.Simulator.Webhooks;

/// <summary>One webhook, however often it is tried.</summary>
internal sealed record WebhookDelivery(string Kind, byte[] Body, SignatureFlaw Flaw = SignatureFlaw.None)
{
    public Guid Id { get; } = Guid.NewGuid();

    public Guid LoginId { get; init; }
}
