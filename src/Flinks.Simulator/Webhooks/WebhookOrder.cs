using System.Text.Json.Serialization;

namespace Flinks.Simulator.Webhooks;

/// <summary>Body of <c>POST /sim/webhooks</c>.</summary>
internal sealed class WebhookOrder
{
    private const int MostTimes = 100;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    public Guid LoginId { get; set; }

    /// <summary><c>details</c>, <c>nightly</c>, <c>kyc</c>, <c>failure</c> or <c>unknown</c>.</summary>
    public string Kind { get; set; } = "details";

    /// <summary>The session it claims to come from; a new one if not said.</summary>
    public Guid? RequestId { get; set; }

    /// <summary>Of a failure.</summary>
    public string FlinksCode { get; set; } = "RETRY_LATER";

    /// <summary>How often the same is sent.</summary>
    public int Times { get; set; } = 1;

    /// <summary>Changed after it was signed; the same as the flaw <c>BodyChanged</c>.</summary>
    public bool Tampered { get; set; }

    [JsonConverter(typeof(JsonStringEnumConverter<SignatureFlaw>))]
    public SignatureFlaw Flaw { get; set; }

    /// <summary>Sent so much later, on the simulator's clock; then, as with <see cref="Retries"/>, nobody waits for what is answered.</summary>
    public TimeSpan After { get; set; }

    /// <summary>Tried again every half hour, ten times in all, until it is taken.</summary>
    public bool Retries { get; set; }

    public bool MakesSense => FlinksCode is not null && Times is >= 1 and <= MostTimes && After >= TimeSpan.Zero && After <= LongestWait;

    public WebhookDelivery DeliveryOf(byte[] body) => new(Kind, body, Tampered ? SignatureFlaw.BodyChanged : Flaw) { LoginId = LoginId };
}
