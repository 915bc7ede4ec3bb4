using Flinks.Client;

namespace Flinks.Bff.Retrievals;

/// <summary>What Flinks sent by itself about a login.</summary>
/// <param name="DeliveryId">Names the webhook: it has an effect on a connection once.</param>
/// <param name="ReceivedAt">When it came in.</param>
public sealed record Arrival(Guid DeliveryId, DateTimeOffset ReceivedAt, RequestId? RequestId, DateTimeOffset? LastRefresh, WebhookContent Content);

/// <summary>What an arrival did to one connection.</summary>
public enum ArrivalEffect
{
    /// <summary>It brought the open retrieval its data.</summary>
    Delivered,

    /// <summary>It made a retrieval of its own.</summary>
    Made,

    /// <summary>It ended the open retrieval with a failure.</summary>
    Failed,

    /// <summary>Its data had arrived before.</summary>
    Repeated,

    /// <summary>The connection has newer data.</summary>
    Outdated,

    /// <summary>There was nothing that it belongs to, or the connection is gone.</summary>
    None,
}
