using System.Collections.Frozen;

namespace Flinks.Client;

/// <summary>Names of Connect's parameters (flinks/connect.md 3).</summary>
public static class ConnectParameters
{
    /// <summary>Written by us alone; beside these every name that begins with <see cref="OwnPrefix"/>.</summary>
    public static readonly IReadOnlySet<string> ReservedParameters =
        FrozenSet.ToFrozenSet(["authorizeToken", "requestId", "sync"], StringComparer.OrdinalIgnoreCase);

    /// <summary>All that Flinks, its users or its older pages name. A name beyond them is a slip of the pen, or new.</summary>
    public static readonly IReadOnlySet<string> KnownParameters = FrozenSet.ToFrozenSet(
        [
            "authorizeToken", "requestId", "sync", "tag", "demo", "demoOutbound", "language", "productType", "institutionsLocation", "customerId",
            "redirectUrl", "innerRedirect", "jsRedirect", "closeEnable", "backEnable", "oauthWindowRedirect", "webview", "stringify",
            "consentEnable", "customerName", "features", "consentTitleAppendedText", "termsUrl", "termsNoCheckbox", "termsTextPreLink",
            "termsTextLink", "termsTextPostLink",
            "accountSelectorEnable", "accountSelectorCurrency", "accountSelectorMultiple", "accountSelectorNoTitle", "showAllAccounts",
            "showAllOperationsAccounts", "fetchAllAccounts", "eftEligibleRatio", "waitSummary", "resumeSelectedAccounts",
            "withTransactions", "daysOfTransactions", "detailsAndStatementEnable", "monthsOfStatements", "statement", "withMFAQuestions",
            "scheduleRefresh", "enhancedMFA", "skipEnhancedMFA", "maximumRetry",
            "theme", "backgroundColor", "foregroundColor1", "foregroundColor2", "desktopLayout", "institutionFilterEnable", "headerEnable",
            "headerImgEnable", "staticLoadingEnable", "removePadding", "fixedHeightEnable", "boxLayout", "loadingType",
        ],
        StringComparer.Ordinal);

    /// <summary>Of the parameters that carry our signature.</summary>
    public const string OwnPrefix = "bff_";

    /// <summary>A name that no configuration and no caller may set.</summary>
    public static bool IsReserved(string name) =>
        ReservedParameters.Contains(name) || name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase);
}
