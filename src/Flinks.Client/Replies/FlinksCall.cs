namespace Flinks.Client;

/// <summary>What was asked: the same status or code means different things to different calls.</summary>
internal enum FlinksCall
{
    Mint,

    /// <summary>A live Authorize, or answers to a challenge.</summary>
    Authorize,

    /// <summary>Authorize from what Flinks has stored: repeats the outcome of the last live attempt.</summary>
    AuthorizeCached,

    /// <summary>GetAccountsSummary, GetAccountsDetail, GetStatements.</summary>
    Collect,

    /// <summary>Their Async twins.</summary>
    Poll,

    DeleteCard,

    /// <summary>SetScheduledRefresh.</summary>
    Schedule,

    /// <summary>Enrichment on the RequestId of collected data.</summary>
    Analyse,

    /// <summary>What is about no session and no login: Institutions, GetNightlyRefreshStatus.</summary>
    Inform,
}
