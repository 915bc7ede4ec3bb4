namespace Flinks.Client;

/// <summary>
/// A webhook of Flinks (flinks/connect.md 10.2): whose it is and what it brings. Read from whatever was sent; what cannot be made out is
/// <see cref="WebhookContent.Unknown"/>, never an exception.
/// </summary>
public sealed class FlinksWebhook
{
    internal FlinksWebhook(WebhookType type, WebhookContent content)
    {
        Type = type;
        Content = content;
    }

    public WebhookType Type { get; }

    public WebhookContent Content { get; }

    /// <summary>Whose data it is about; null where it does not say.</summary>
    public LoginId? LoginId { get; internal init; }

    /// <summary>The session it comes from, which may be another than the one the browser saw.</summary>
    public RequestId? RequestId { get; internal init; }

    /// <summary>When the data was last read from the bank; null when unknown or never.</summary>
    public DateTimeOffset? LastRefresh { get; internal init; }

    /// <summary>Reads a body whose signature is known to be good.</summary>
    public static FlinksWebhook Read(ReadOnlyMemory<byte> body) => WebhookReader.Read(body);
}

/// <summary>The types of webhooks that we know.</summary>
public enum WebhookType
{
    /// <summary>None of those we know, or none at all.</summary>
    Other,

    /// <summary>Accounts with their transactions.</summary>
    AccountsDetail,

    /// <summary>Who holds the accounts: comes before the accounts themselves, which say it again.</summary>
    Kyc,
}

/// <summary>What a webhook brings.</summary>
public abstract record WebhookContent
{
    private WebhookContent()
    {
    }

    /// <summary>The data.</summary>
    public sealed record Accounts(AccountsPayload Payload) : WebhookContent;

    /// <summary>Flinks could not get the data.</summary>
    public sealed record Failure(FlinksOutcome Outcome) : WebhookContent;

    /// <summary>Less than what is waited for: more will come.</summary>
    public sealed record Partial : WebhookContent;

    /// <summary>Of a type or in a shape that we do not know.</summary>
    public sealed record Unknown : WebhookContent;
}
