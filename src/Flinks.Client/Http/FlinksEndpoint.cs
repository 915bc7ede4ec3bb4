namespace Flinks.Client;

/// <summary>The endpoints this client calls, by Flinks' own names.</summary>
internal enum FlinksEndpoint
{
    Unknown,
    GenerateAuthorizeToken,
    Authorize,
    GetAccountsSummary,
    GetAccountsSummaryAsync,
    GetAccountsDetail,
    GetAccountsDetailAsync,
    GetStatements,
    GetStatementsAsync,
    SetScheduledRefresh,
    GetNightlyRefreshStatus,
    Institutions,
    DeleteCard,

    /// <summary>Enrichment: the one that is no banking service.</summary>
    Attributes,

    /// <summary>The beginning of a sign-in on a bank's own site: beside the companies' addresses.</summary>
    OAuthAuthorize,
}

internal static class FlinksEndpoints
{
    private const string Folder = "/BankingServices/";
    private const string Insight = "/insight/login/";
    private const string OAuth = "/oauth/authorize";

    /// <summary>Which endpoint a request is for: the segment after <c>BankingServices</c>, ids left aside.</summary>
    public static FlinksEndpoint Of(HttpRequestMessage request)
    {
        var path = (request.RequestUri?.AbsolutePath ?? "").AsSpan();
        var start = path.LastIndexOf(Folder, StringComparison.Ordinal);
        if (start < 0)
        {
            return path.Contains(Insight, StringComparison.Ordinal) ? FlinksEndpoint.Attributes
                : path.EndsWith(OAuth, StringComparison.Ordinal) ? FlinksEndpoint.OAuthAuthorize
                : FlinksEndpoint.Unknown;
        }

        var name = path[(start + Folder.Length)..];
        var end = name.IndexOf('/');

        return Enum.TryParse<FlinksEndpoint>(end < 0 ? name : name[..end], out var endpoint) ? endpoint : FlinksEndpoint.Unknown;
    }

    /// <summary>Flinks' own name of it.</summary>
    public static string Name(this FlinksEndpoint endpoint) => endpoint.ToString();

    /// <summary>The route as it may stand in a trace: some of them hold ids that must not.</summary>
    public static string Template(this FlinksEndpoint endpoint) => endpoint switch
    {
        FlinksEndpoint.OAuthAuthorize => OAuth,
        FlinksEndpoint.Attributes => $"{Insight}{{loginId}}/attributes/{{requestId}}",
        FlinksEndpoint.GetAccountsSummaryAsync or FlinksEndpoint.GetAccountsDetailAsync or FlinksEndpoint.GetStatementsAsync => $"{Folder}{endpoint}/{{requestId}}",
        FlinksEndpoint.DeleteCard => $"{Folder}{endpoint}/{{loginId}}",
        _ => $"{Folder}{endpoint}",
    };
}
