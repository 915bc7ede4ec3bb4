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

    public bool ConsentEnable { get; init; }

    public string? CustomerName { get; init; }

    public string? RedirectUrl { get; init; }

    public bool InnerRedirect { get; init; }

    public bool JsRedirect { get; init; }

    public bool Stringify { get; init; }

    public bool Webview { get; init; }

    public bool CloseEnable { get; init; }

    public bool ScheduleRefresh { get; init; }

    public int? MaximumRetry { get; init; }

    public string? Tag { get; init; }

    /// <summary>The session is left to whoever polls it: nothing is collected in the background, and no webhook is sent.</summary>
    public bool Sync { get; init; }

    public bool WithTransactions { get; init; } = true;

    public string DaysOfTransactions { get; init; } = "Days90";

    public static ConnectParameters Of(HttpRequest request)
    {
        var query = request.Query;
        return new()
        {
            Origin = $"{request.Scheme}://{request.Host}",
            AuthorizeToken = query["authorizeToken"],
            RequestId = query.ContainsKey("requestId") ? IdOf(query["requestId"]) : null,
            Institution = request.RouteValues["institution"]?.ToString(),
            Language = query["language"] == "fr" ? "fr" : "en",
            ConsentEnable = IsTrue(query["consentEnable"]),
            CustomerName = query["customerName"],
            RedirectUrl = RedirectOf(query["redirectUrl"]),
            InnerRedirect = IsTrue(query["innerRedirect"]),
            JsRedirect = IsTrue(query["jsRedirect"]),
            Stringify = IsTrue(query["stringify"]),
            Webview = IsTrue(query["webview"]),
            CloseEnable = IsTrue(query["closeEnable"]),
            ScheduleRefresh = IsTrue(query["scheduleRefresh"]),
            MaximumRetry = int.TryParse(query["maximumRetry"], out var retries) ? retries : null,
            Tag = query["tag"],
            Sync = IsTrue(query["sync"]),
            WithTransactions = query["withTransactions"] != "false",
            DaysOfTransactions = query["daysOfTransactions"] == "Days365" ? "Days365" : "Days90",
        };
    }

    private static bool IsTrue(string? value) => value == "true";

    /// <summary>A RequestId that is no id is an unknown one, not a missing one.</summary>
    private static Guid IdOf(string? value) => Guid.TryParse(value, out var id) ? id : Guid.Empty;

    /// <summary>Deep links are fine; an address that would run in this page is not.</summary>
    private static string? RedirectOf(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && !RunnableSchemes.Contains(address.Scheme) ? value : null;
}
