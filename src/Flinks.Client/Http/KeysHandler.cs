using Microsoft.Extensions.Options;

namespace Flinks.Client;

/// <summary>Adds the company's keys, each to the endpoints it is for and to no other (flinks/api.md 2).</summary>
internal sealed class KeysHandler(IOptions<FlinksOptions> options) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (FlinksEndpoints.Of(request))
        {
            case FlinksEndpoint.GenerateAuthorizeToken:
                Add(request, "flinks-auth-key", options.Value.SecretKey);
                break;

            case FlinksEndpoint.GetNightlyRefreshStatus when options.Value.SecretKey is { Length: > 0 } key:
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
                break;

            // Whether DeleteCard, SetScheduledRefresh, the attributes and the OAuth sign-in ask for a key is not documented; sending it does no harm.
            case FlinksEndpoint.GetAccountsSummary or FlinksEndpoint.GetAccountsSummaryAsync
                or FlinksEndpoint.GetAccountsDetail or FlinksEndpoint.GetAccountsDetailAsync
                or FlinksEndpoint.GetStatements or FlinksEndpoint.GetStatementsAsync
                or FlinksEndpoint.Attributes or FlinksEndpoint.Institutions or FlinksEndpoint.OAuthAuthorize
                or FlinksEndpoint.SetScheduledRefresh or FlinksEndpoint.DeleteCard:
                Add(request, "x-api-key", options.Value.ApiKey);
                break;
        }

        return base.SendAsync(request, cancellationToken);
    }

    private static void Add(HttpRequestMessage request, string header, string? key)
    {
        if (!string.IsNullOrEmpty(key))
        {
            request.Headers.TryAddWithoutValidation(header, key);
        }
    }
}
