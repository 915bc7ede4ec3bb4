namespace Flinks.Bff.Webhooks;

/// <summary>What became of a webhook that was worked off; of several connections of its login the first in this order. Stored by number.</summary>
public enum WebhookOutcome
{
    /// <summary>It brought an open retrieval its data.</summary>
    Delivered,

    /// <summary>It made a retrieval of its own.</summary>
    Made,

    /// <summary>It ended a retrieval with a failure.</summary>
    Failed,

    /// <summary>Its data had arrived before.</summary>
    Repeated,

    /// <summary>Its connections have newer data.</summary>
    Outdated,

    /// <summary>Known, but without an effect: KYC, or a failure that no open retrieval waits for.</summary>
    Passed,

    /// <summary>Nobody here holds the login yet: waits for a day whether somebody links it.</summary>
    Parked,

    /// <summary>Nobody linked the login within a day.</summary>
    Unclaimed,

    /// <summary>The login is being deleted, or was within the last day.</summary>
    Dropped,

    /// <summary>Signed, but of a type or in a shape that we do not know.</summary>
    Unknown,

    /// <summary>It could not be worked off, however often that was tried.</summary>
    Abandoned,
}
