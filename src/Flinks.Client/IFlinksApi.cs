using Flinks.Client.Wire;
using Refit;

namespace Flinks.Client;

/// <summary>
/// Flinks as it is on the wire. No decisions here: verbs, paths and shapes only. The base address ends in the customer id; the
/// company's keys are added by a message handler. Every status comes back as a response, never as an exception.
/// </summary>
public interface IFlinksApi
{
    [Post("/BankingServices/GenerateAuthorizeToken")]
    Task<HttpResponseMessage> GenerateAuthorizeTokenAsync(CancellationToken cancellationToken);

    [Post("/BankingServices/Authorize")]
    Task<HttpResponseMessage> AuthorizeAsync(
        [Body] AuthorizeQuery query, [Header("flinks-auth-key")] string authorizeToken, CancellationToken cancellationToken);

    [Post("/BankingServices/GetAccountsSummary")]
    Task<HttpResponseMessage> GetAccountsSummaryAsync([Body] AccountsSummaryQuery query, CancellationToken cancellationToken);

    [Get("/BankingServices/GetAccountsSummaryAsync/{requestId}")]
    Task<HttpResponseMessage> PollAccountsSummaryAsync(Guid requestId, CancellationToken cancellationToken);

    [Post("/BankingServices/GetAccountsDetail")]
    Task<HttpResponseMessage> GetAccountsDetailAsync([Body] AccountsDetailQuery query, CancellationToken cancellationToken);

    [Get("/BankingServices/GetAccountsDetailAsync/{requestId}")]
    Task<HttpResponseMessage> PollAccountsDetailAsync(Guid requestId, CancellationToken cancellationToken);

    [Post("/BankingServices/GetStatements")]
    Task<HttpResponseMessage> GetStatementsAsync([Body] StatementsQuery query, CancellationToken cancellationToken);

    [Get("/BankingServices/GetStatementsAsync/{requestId}")]
    Task<HttpResponseMessage> PollStatementsAsync(Guid requestId, CancellationToken cancellationToken);

    [Post("/insight/login/{loginId}/attributes/{requestId}")]
    Task<HttpResponseMessage> GetAttributesAsync(Guid loginId, Guid requestId, [Body] AttributesQuery query, CancellationToken cancellationToken);

    [Patch("/BankingServices/SetScheduledRefresh")]
    Task<HttpResponseMessage> SetScheduledRefreshAsync([Body] ScheduledRefreshQuery query, CancellationToken cancellationToken);

    [Get("/BankingServices/GetNightlyRefreshStatus")]
    Task<HttpResponseMessage> GetNightlyRefreshStatusAsync(CancellationToken cancellationToken);

    [Get("/BankingServices/Institutions?skip={skip}&take={take}")]
    Task<HttpResponseMessage> GetInstitutionsAsync(int skip, int take, CancellationToken cancellationToken);

    [Delete("/BankingServices/DeleteCard/{loginId}")]
    Task<HttpResponseMessage> DeleteCardAsync(Guid loginId, CancellationToken cancellationToken);
}
