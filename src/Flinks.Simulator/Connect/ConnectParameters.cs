using System.Globalization;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Connect;

/// <summary>What the address of a Connect page asks for (flinks/connect.md 3). Names it does not know are ignored.</summary>
internal sealed record ConnectParameters
{
    private static readonly string[] RunnableSchemes = ["javascript", "data", "vbscript", "file", "blob", "about"];

    /// <summary>Where this page itself lives.</summary>
    public string Origin { get; init; } = "";

    public string? AuthorizeToken { get; init; }

    public Guid? RequestId { get; init; }

    /// <summary>A bank in the path: the list of banks is skipped.</summary>
    public string? Institution { get; init; }

    public string Language { get; init; } = "en";

    public bool Demo { get; init; }

    /// <summary>Null when the address does not say.</summary>
    public bool? ConsentEnable { get; init; }

    public string? CustomerName { get; init; }

    public string? ConsentTitleAppendedText { get; init; }

    /// <summary>What the person agrees to share, in words of the company's.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    public TermsOfUse? Terms { get; init; }

    public string? RedirectUrl { get; init; }

    public bool InnerRedirect { get; init; }

    public bool JsRedirect { get; init; }

    public bool Stringify { get; init; }

    public bool Webview { get; init; }

    public bool CloseEnable { get; init; }

    public bool BackEnable { get; init; } = true;

    /// <summary>The bank's own page takes the place of Connect, in place of a window beside it.</summary>
    public bool OAuthWindowRedirect { get; init; }

    public bool EnhancedMfa { get; init; }

    public bool ScheduleRefresh { get; init; }

    public int? MaximumRetry { get; init; }

    public string? Tag { get; init; }

    /// <summary><c>light</c> or <c>dark</c>; null: as the person's system says.</summary>
    public string? Theme { get; init; }

    public AccountSelection Accounts { get; init; } = new();

    /// <summary>The session is left to whoever polls it: nothing is collected in the background, and no webhook is sent.</summary>
    public bool Sync { get; init; }

    public bool WithTransactions { get; init; } = true;

    public string DaysOfTransactions { get; init; } = "Days90";

    /// <summary>Names that Flinks has not got.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    public static ConnectParameters Of(HttpRequest request)
    {
        var query = request.Query;
        return new()
        {
            Origin = $"{request.Scheme}://{request.Host}",
            AuthorizeToken = query["authorizeToken"],
            RequestId = query.ContainsKey("requestId") ? IdOf(query["requestId"]) : null,
            Institution = request.RouteValues["institution"]?.ToString() is { } bank ? BankDirectory.Find(bank)?.Name ?? bank : null,
            Language = query["language"] == "fr" ? "fr" : "en",
            Demo = IsTrue(query["demo"]),
            ConsentEnable = query.ContainsKey("consentEnable") ? IsTrue(query["consentEnable"]) : null,
            CustomerName = query["customerName"],
            ConsentTitleAppendedText = query["consentTitleAppendedText"],
            Features = query["features"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Terms = TermsOfUse.Of(query),
            RedirectUrl = RedirectOf(query["redirectUrl"]),
            InnerRedirect = IsTrue(query["innerRedirect"]),
            JsRedirect = IsTrue(query["jsRedirect"]),
            Stringify = IsTrue(query["stringify"]),
            Webview = IsTrue(query["webview"]),
            CloseEnable = IsTrue(query["closeEnable"]),
            BackEnable = query["backEnable"] != "false",
            OAuthWindowRedirect = IsTrue(query["oauthWindowRedirect"]),
            EnhancedMfa = IsTrue(query["enhancedMFA"]),
            ScheduleRefresh = IsTrue(query["scheduleRefresh"]),
            MaximumRetry = int.TryParse(query["maximumRetry"], CultureInfo.InvariantCulture, out var retries) ? retries : null,
            Tag = query["tag"],
            Theme = query["theme"].ToString() is "light" or "dark" ? query["theme"].ToString() : null,
            Accounts = AccountSelection.Of(query),
            Sync = IsTrue(query["sync"]),
            WithTransactions = query["withTransactions"] != "false",
            DaysOfTransactions = query["daysOfTransactions"] == "Days365" ? "Days365" : "Days90",
            Unknown = [.. query.Keys.Where(name => !KnownParameters.Contains(name))],
        };
    }

    public static bool IsTrue(string? value) => value == "true";

    /// <summary>A RequestId that is no id is an unknown one, not a missing one.</summary>
    private static Guid IdOf(string? value) => Guid.TryParse(value, out var id) ? id : Guid.Empty;

    /// <summary>Deep links are fine; an address that would run in this page is not.</summary>
    private static string? RedirectOf(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && !RunnableSchemes.Contains(address.Scheme) ? value : null;
}
