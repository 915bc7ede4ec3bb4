namespace Flinks.Bff.Webhooks;

/// <summary>What is answered to a webhook.</summary>
public enum WebhookReceipt
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>It had been stored before.</summary>
    Repeated,

    /// <summary>It carries no signature.</summary>
    NotSigned,

    /// <summary>Its signature is not good.</summary>
    Refused,

    /// <summary>Its body is longer than <c>Webhooks:MaxBodyBytes</c>.</summary>
    TooLarge,

    /// <summary>There are no keys: webhooks are not received here.</summary>
    SwitchedOff,

    /// <summary>The database could not take it.</summary>
    Unavailable,
}
