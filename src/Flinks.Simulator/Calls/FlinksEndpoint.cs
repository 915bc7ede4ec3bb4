namespace Flinks.Simulator.Calls;

/// <summary>The banking endpoints, named as Flinks names them.</summary>
public enum FlinksEndpoint
{
    /// <summary>An address under <c>/v3</c> that Flinks does not have.</summary>
    Unknown,
    GenerateAuthorizeToken,
    Authorize,
    GetAccountsSummary,
    GetAccountsSummaryAsync,
    GetAccountsDetail,
    GetAccountsDetailAsync,
    DeleteCard,
    GetStatements,
    GetStatementsAsync,
    SetScheduledRefresh,
    GetNightlyRefreshStatus,
    Institutions,

    /// <summary>Enrichment, under <c>/insight</c>.</summary>
    Attributes,

    /// <summary>Where a sign-in on a bank's own site begins, beside the companies' addresses.</summary>
    OAuthAuthorize,
    AuthorizeAsync,
    GetMFAQuestions,
    AnswerMFAQuestions,

    /// <summary>American institutions by their routing number.</summary>
    InstitutionsByRoutingNumber,
}
