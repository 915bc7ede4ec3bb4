namespace Flinks.Simulator.Webhooks;

/// <summary>Body of <c>POST /sim/webhooks</c>.</summary>
internal sealed class WebhookOrder
{
    public Guid LoginId { get; set; }

    /// <summary><c>details</c>, <c>nightly</c>, <c>kyc</c>, <c>failure</c> or <c>unknown</c>.</summary>
    public string Kind { get; set; } = "details";

    /// <summary>The session it claims to come from; a new one if not said.</summary>
    public Guid? RequestId { get; set; }

    /// <summary>Of a failure.</summary>
    public string FlinksCode { get; set; } = "RETRY_LATER";

    /// <summary>How often the same is sent.</summary>
    public int Times { get; set; } = 1;

    /// <summary>Changed after it was signed.</summary>
    public bool Tampered { get; set; }
}
