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
    DeleteCard,
}

internal static class FlinksEndpoints
{
    private const string Folder = "/BankingServices/";

    /// <summary>Which endpoint a request is for: the segment after <c>BankingServices</c>, ids left aside.</summary>
    public static FlinksEndpoint Of(HttpRequestMessage request)
    {
        var path = (request.RequestUri?.AbsolutePath ?? "").AsSpan();
        var start = path.LastIndexOf(Folder, StringComparison.Ordinal);
        if (start < 0)
        {
            return FlinksEndpoint.Unknown;
        }

        var name = path[(start + Folder.Length)..];
        var end = name.IndexOf('/');

        return Enum.TryParse<FlinksEndpoint>(end < 0 ? name : name[..end], out var endpoint) ? endpoint : FlinksEndpoint.Unknown;
    }

    /// <summary>Flinks' own name of it.</summary>
    public static string Name(this FlinksEndpoint endpoint) => endpoint.ToString();

    /// <summary>The route as it may stand in a trace: two of them end in an id that must not.</summary>
    public static string Template(this FlinksEndpoint endpoint) => endpoint switch
    {
        FlinksEndpoint.GetAccountsSummaryAsync or FlinksEndpoint.GetAccountsDetailAsync => $"{Folder}{endpoint}/{{requestId}}",
        FlinksEndpoint.DeleteCard => $"{Folder}{endpoint}/{{loginId}}",
        _ => $"{Folder}{endpoint}",
    };
}
