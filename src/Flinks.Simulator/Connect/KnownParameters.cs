namespace Flinks.Simulator.Connect;

/// <summary>The names that Connect's address may hold (flinks/connect.md 3), whether they do something here or not.</summary>
internal static class KnownParameters
{
    private static readonly HashSet<string> Names =
    [
        // The session, and who asks.
        "authorizeToken", "requestId", "sync", "tag", "demo", "demoOutbound", "language", "productType", "institutionsLocation", "customerId",
        // Leaving.
        "redirectUrl", "innerRedirect", "jsRedirect", "closeEnable", "backEnable", "oauthWindowRedirect", "webview", "stringify",
        // Consent and terms.
        "consentEnable", "customerName", "features", "consentTitleAppendedText",
        "termsUrl", "termsNoCheckbox", "termsTextPreLink", "termsTextLink", "termsTextPostLink",
        // Accounts.
        "accountSelectorEnable", "accountSelectorCurrency", "accountSelectorMultiple", "accountSelectorNoTitle",
        "showAllAccounts", "showAllOperationsAccounts", "fetchAllAccounts", "eftEligibleRatio", "waitSummary",
        // Data and refresh.
        "withTransactions", "daysOfTransactions", "detailsAndStatementEnable", "monthsOfStatements", "statement", "withMFAQuestions",
        "scheduleRefresh", "enhancedMFA", "skipEnhancedMFA", "maximumRetry",
        // Looks.
        "theme", "backgroundColor", "foregroundColor1", "foregroundColor2", "desktopLayout", "institutionFilterEnable", "headerEnable",
        "headerImgEnable", "staticLoadingEnable", "removePadding", "fixedHeightEnable", "boxLayout", "loadingType",
        // Of the page that a visit ends at.
        "thank-you", "loginId", "accountId", "institution",
    ];

    public static bool Contains(string name) => Names.Contains(name);
}
