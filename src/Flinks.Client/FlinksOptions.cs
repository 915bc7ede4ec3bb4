namespace Flinks.Client;

/// <summary>Where Flinks lives, who we are to it and how patient we are with it. Bound from the <c>Flinks</c> section.</summary>
public sealed class FlinksOptions
{
    public const string Section = "Flinks";

    /// <summary>Name of the Flinks instance: gives both addresses when they are not set (flinks/api.md 1).</summary>
    public string? Instance { get; set; }

    /// <summary>Root of the banking API, up to and with <c>/v3</c>.</summary>
    public string? ApiBaseUrl { get; set; }

    /// <summary>Address of the Connect widget, with its closing slash: without it Flinks serves an old design (flinks/connect.md 0).</summary>
    public string? ConnectBaseUrl { get; set; }

    /// <summary>Allows plain http to Flinks beyond loopback: a container network.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>Calls go through the proxy that the environment names (<c>HTTPS_PROXY</c>). Off: straight to Flinks, whatever the environment says.</summary>
    public bool UseProxy { get; set; }

    /// <summary>Our company's id at Flinks, a GUID; stands in every API path. Not a secret. Text here, so that a swapped secret is refused without being printed.</summary>
    public string? CustomerId { get; set; }

    /// <summary>Mints authorize tokens. Secret.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Sent as <c>x-api-key</c> when set. Secret.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How data reach us after Connect: we poll, or Flinks sends webhooks.</summary>
    public FlinksDelivery Delivery { get; set; } = FlinksDelivery.Polling;

    /// <summary>Pause between two polls of one retrieval (flinks/api.md 10: 10 s, older pages 30 s).</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After this long in collection a retrieval is given up (flinks/api.md 10).</summary>
    public TimeSpan PollTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>In webhook delivery: how long the webhook is waited for before polling begins.</summary>
    public TimeSpan WebhookGrace { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long CARD_IN_USE and CONCURRENT_SESSION are waited out.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Time for one upstream call. Flinks holds a live Authorize for up to 210 s (flinks/api.md 10).</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>How long a person may take to answer the bank, from Flinks' last answer (flinks/api.md 10: 8 minutes idle).</summary>
    public TimeSpan ResumeWindow { get; set; } = TimeSpan.FromMinutes(8);

    /// <summary>How long a minted token is trusted. Flinks' pages disagree, 30 or 15 minutes: the shorter, less a margin.</summary>
    public TimeSpan AuthorizeTokenLifetime { get; set; } = TimeSpan.FromMinutes(14);

    /// <summary>Tokens kept ready for Authorize calls, never for addresses; 0 mints each on demand.</summary>
    public int TokenPool { get; set; } = 2;

    /// <summary>A pooled token older than this is thrown away.</summary>
    public TimeSpan TokenPoolMaxAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Flinks' public sandbox.</summary>
    public bool IsSandbox => ApiHost.StartsWith("toolbox-", StringComparison.OrdinalIgnoreCase) && IsFlinksItself;

    /// <summary>An instance of Flinks' own that is not the sandbox: real people sign in at their banks.</summary>
    public bool IsForRealPeople => IsFlinksItself && !IsSandbox;

    /// <summary>Root of the banking API as set or as the instance gives it, without a closing slash.</summary>
    public string ApiRoot => (ApiBaseUrl ?? $"https://{Instance}-api.private.fin.ag/v3").TrimEnd('/');

    /// <summary>Address of the Connect widget as set or as the instance gives it.</summary>
    public string ConnectRoot => ConnectBaseUrl ?? $"https://{Instance}-iframe.private.fin.ag/v2/";

    private bool IsFlinksItself => ApiHost.EndsWith(".fin.ag", StringComparison.OrdinalIgnoreCase);

    private string ApiHost => Uri.TryCreate(ApiRoot, UriKind.Absolute, out var root) ? root.Host : "";
}

/// <summary>How data reach us after the person is done in Connect.</summary>
public enum FlinksDelivery
{
    /// <summary>We ask every <c>Flinks:PollInterval</c>.</summary>
    Polling,

    /// <summary>Flinks posts webhooks; polling is the safety net.</summary>
    Webhook,
}
