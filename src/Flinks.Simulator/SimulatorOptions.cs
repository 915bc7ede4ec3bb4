using System.ComponentModel.DataAnnotations;
using Flinks.Simulator.Connect;
using Flinks.Simulator.Webhooks;

namespace Flinks.Simulator;

/// <summary>
/// Where the simulator listens, which keys it knows and how it bends Flinks' rules. Bound from the <c>Simulator</c> section; a test may
/// change it while it runs. The defaults are Flinks' public sandbox values (flinks/api.md 2 and 15.3).
/// </summary>
public sealed class SimulatorOptions
{
    public const string Section = "Simulator";

    /// <summary>Address to listen on when it is started by itself.</summary>
    [Required] public string Url { get; set; } = "http://localhost:5081";

    /// <summary>The one company the simulator knows.</summary>
    public Guid CustomerId { get; set; } = Guid.Parse("43387ca6-0391-4c82-857d-70d95f087ecb");

    /// <summary>Mints authorize tokens. Flinks publishes this one for its sandbox.</summary>
    [Required] public string SecretKey { get; set; } = "c4569c54-e167-4d34-8de6-f4113bc82414";

    /// <summary>Opens the data endpoints. Flinks publishes this one for its sandbox.</summary>
    [Required] public string ApiKey { get; set; } = "3d5266a8-b697-48d4-8de6-52e2e2662acc";

    /// <summary>Whether the data endpoints refuse a call without <c>x-api-key</c>.</summary>
    public bool ApiKeyRequired { get; set; } = true;

    /// <summary>Whether Authorize and Connect refuse a call without a good authorize token.</summary>
    public bool AuthorizeTokenRequired { get; set; } = true;

    /// <summary>Whether a token that was used is refused; off, it serves until it is too old.</summary>
    public bool AuthorizeTokenSingleUse { get; set; } = true;

    /// <summary>Life of an authorize token that nobody uses.</summary>
    public TimeSpan AuthorizeTokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session that waits for answers, or for the first data call, ends after this long without a call.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(8);

    /// <summary>A session whose data are not collected by then ends.</summary>
    public TimeSpan ProcessingTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long collected data may be read again with the same RequestId.</summary>
    public TimeSpan ReadableFor { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether GetAccountsDetail's 200 ends the session at once, as one Flinks page says.</summary>
    public bool DetailEndsSession { get; set; }

    /// <summary>How many data calls of a session answer 202 before one answers 200.</summary>
    [Range(0, int.MaxValue)] public int PollsBeforeReady { get; set; } = 2;

    /// <summary>Time that collecting takes at least, on the simulator's clock.</summary>
    public TimeSpan ReadyAfter { get; set; }

    /// <summary>How long a data POST waits for <see cref="ReadyAfter"/> before it answers 202. At Flinks: 210 s.</summary>
    public TimeSpan SynchronousWait { get; set; }

    /// <summary>Whether the links of a 202 name the endpoint; at Flinks they hold unexpanded placeholders.</summary>
    public bool ExpandLinks { get; set; }

    /// <summary>Status of INVALID_LOGIN for an unknown LoginId: 400 in live tests, 401 in the documentation.</summary>
    [Range(400, 401)] public int UnknownLoginStatus { get; set; } = 400;

    /// <summary>Status of TOO_MANY_REQUESTS: 401 in the documentation, 429 elsewhere.</summary>
    [Range(401, 429)] public int ThrottledStatus { get; set; } = 401;

    /// <summary>Leaves <c>Type</c> out of a summary's accounts, as live captures show.</summary>
    public bool OmitTypeFromSummary { get; set; }

    /// <summary>Where webhooks go; none are sent without it.</summary>
    [Url] public string? WebhookUrl { get; set; }

    /// <summary>Signs webhooks.</summary>
    [Required] public string WebhookKey { get; set; } = "simulated-webhook-secret";

    /// <summary>The header of the signature: Flinks' pages know this name and <c>X-Flinks-Signature</c> (flinks/connect.md 10.3).</summary>
    [Required] public string WebhookHeader { get; set; } = "flinks-authenticity-key";

    /// <summary>How long collecting in the background takes before its webhooks are sent, on the simulator's clock.</summary>
    public TimeSpan WebhookAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether a data call that was answered 202 ends in a webhook too, and not only a visit to Connect.</summary>
    public bool WebhooksForDataCalls { get; set; } = true;

    /// <summary>How webhooks go wrong on their way.</summary>
    public WebhookKnobs Webhooks { get; } = new();

    /// <summary>How Connect bends what Flinks is known to do.</summary>
    public ConnectKnobs Connect { get; } = new();

    /// <summary>After so many wrong answers in a session the bank gives no further try.</summary>
    [Range(1, 100)] public int WrongAnswersAllowed { get; set; } = 3;
}
