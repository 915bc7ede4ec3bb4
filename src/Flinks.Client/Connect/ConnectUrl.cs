using Microsoft.Extensions.Options;

namespace Flinks.Client;

/// <summary>
/// Builds addresses of Connect (flinks/connect.md 3.8), unsigned. Such an address is a secret of its bearer: it carries a token.
/// </summary>
public sealed class ConnectUrl(IOptions<FlinksOptions> options)
{
    /// <summary>Origin of the widget's messages, for the page to compare with.</summary>
    public string MessageOrigin => new Uri(options.Value.ConnectRoot).GetLeftPart(UriPartial.Authority);

    /// <summary>The address of a session in which the person signs in.</summary>
    public string Standard(ConnectOpening session)
    {
        var query = new ConnectQuery()
            .Set("authorizeToken", session.Token.Reveal())
            .Set("sync", Sync)
            .SetConfigured(session.Configured)
            .Set("language", session.Language)
            .Set("redirectUrl", session.RedirectUrl)
            .Set("accountSelectorEnable", session.AccountSelectorEnable)
            .Set("accountSelectorMultiple", session.AccountSelectorMultiple)
            .Set("accountSelectorCurrency", session.AccountSelectorCurrency)
            .Set("showAllAccounts", session.ShowAllAccounts)
            .Set("scheduleRefresh", session.ScheduleRefresh)
            .Set("tag", session.Tag);

        return Root(session.InstitutionId) + (session.Options is { } data ? SetData(query, data) : query);
    }

    /// <summary>The address that leads back to the open challenge of a session.</summary>
    public string Resume(ConnectResumption session)
    {
        var query = new ConnectQuery()
            .Set("requestId", session.RequestId.Reveal().ToString())
            .Set("authorizeToken", session.Token.Reveal())
            .Set("sync", Sync)
            .SetConfigured(session.Configured);

        return Root(institutionId: null) + SetData(query, session.Options);
    }

    // Keeps the session at our disposal after the widget is done; with webhooks it must be left out (flinks/connect.md 3.1).
    private bool? Sync => options.Value.Delivery == FlinksDelivery.Polling ? true : null;

    private static ConnectQuery SetData(ConnectQuery query, DataOptions data) => query
        .Set("withTransactions", data.WithTransactions)
        .Set("daysOfTransactions", data.DaysInFlinksWords);

    private string Root(string? institutionId)
    {
        var root = options.Value.ConnectRoot.TrimEnd('/');

        // Dots alone would be read as a way up, however they are escaped.
        return institutionId is null or "" or "." or ".." ? $"{root}/" : $"{root}/Credential/{Uri.EscapeDataString(institutionId)}";
    }
}
