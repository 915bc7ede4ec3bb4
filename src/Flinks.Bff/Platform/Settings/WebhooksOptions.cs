namespace Flinks.Bff.Platform.Settings;

/// <summary>How deliveries of Flinks are verified. Bound from the <c>Webhooks</c> section.</summary>
public sealed class WebhooksOptions
{
    public const string Section = "Webhooks";

    /// <summary>HMAC secrets as agreed with Flinks; all are tried. None: the route answers 404.</summary>
    public List<string> Keys { get; set; } = [];

    /// <summary>Headers that may carry the signature. Empty: both documented names.</summary>
    public List<string> Headers { get; set; } = [];

    /// <summary>A longer body is refused before it is read, in bytes.</summary>
    public long MaxBodyBytes { get; set; } = 32 * 1024 * 1024;
}
