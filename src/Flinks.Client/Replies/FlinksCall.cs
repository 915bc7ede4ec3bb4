namespace Flinks.Client;

/// <summary>What was asked: the same status or code means different things to different calls.</summary>
internal enum FlinksCall
{
    Mint,

    /// <summary>A live Authorize, or answers to a challenge.</summary>
    Authorize,

    /// <summary>Authorize from what Flinks has stored: repeats the outcome of the last live attempt.</summary>
    AuthorizeCached,

    /// <summary>GetAccountsSummary, GetAccountsDetail.</summary>
    Collect,

    /// <summary>Their Async twins.</summary>
    Poll,

    DeleteCard,
}
