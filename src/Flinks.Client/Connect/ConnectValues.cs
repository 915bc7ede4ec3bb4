using System.Collections.Frozen;
using System.Globalization;

namespace Flinks.Client;

/// <summary>What values of Connect's parameters look like (flinks/connect.md 3). Connect passes over any other in silence.</summary>
public static class ConnectValues
{
    private static readonly FrozenSet<string> Switches = FrozenSet.ToFrozenSet(
        [
            "demo", "demoOutbound", "innerRedirect", "jsRedirect", "closeEnable", "backEnable", "oauthWindowRedirect", "webview", "stringify",
            "consentEnable", "termsNoCheckbox",
            "accountSelectorEnable", "accountSelectorMultiple", "accountSelectorNoTitle", "showAllAccounts", "showAllOperationsAccounts", "fetchAllAccounts", "waitSummary",
            "withTransactions", "detailsAndStatementEnable", "scheduleRefresh", "enhancedMFA", "skipEnhancedMFA",
            "desktopLayout", "institutionFilterEnable", "headerEnable", "headerImgEnable", "staticLoadingEnable", "removePadding", "fixedHeightEnable", "boxLayout",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Words = new Dictionary<string, string[]>
    {
        ["language"] = ["en", "fr"],
        ["productType"] = ["banking", "investment"],
        ["accountSelectorCurrency"] = ["cad", "usd"],
        ["daysOfTransactions"] = ["Days90", "Days365"],
        ["monthsOfStatements"] = ["MostRecent", "Months12"],
        ["theme"] = ["dark", "light"],
        ["loadingType"] = ["dots", "progressbar"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Colours = FrozenSet.ToFrozenSet(["backgroundColor", "foregroundColor1", "foregroundColor2"], StringComparer.Ordinal);

    /// <summary>What a parameter's value should be, where it is something else; null if it is right, or nobody knows.</summary>
    public static string? Expected(string name, string value) => name switch
    {
        _ when Switches.Contains(name) => value is "true" or "false" ? null : "true or false",
        _ when Words.TryGetValue(name, out var words) => words.Contains(value, StringComparer.Ordinal) ? null : string.Join(" or ", words),
        _ when Colours.Contains(name) => value.Length is 6 or 8 && value.All(char.IsAsciiHexDigit) ? null : "a colour of six or eight hexadecimal digits, without #",
        "maximumRetry" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0 ? null : "a whole number from 1",
        "eftEligibleRatio" => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio) && ratio <= 1 ? null : "a number from 0 to 1",
        "termsUrl" => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps ? null : "an https address",
        _ => null,
    };
}
