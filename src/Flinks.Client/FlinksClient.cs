using Flinks.Client.Wire;

namespace Flinks.Client;

/// <summary>
/// Flinks in our own terms: every call ends in one <see cref="FlinksOutcome"/>. No exception of transport leaves it; the cancellation of
/// the caller's own token does.
/// </summary>
public sealed class FlinksClient(IFlinksApi api, AuthorizeTokenSource tokens, TimeProvider time)
{
    private readonly FlinksCaller _caller = new(api, time);

    /// <summary>A token for an address of Connect, minted at this moment.</summary>
    public Task<FlinksOutcome> MintTokenAsync(CancellationToken cancellationToken) => tokens.MintAsync(cancellationToken);

    /// <summary>Opens a session on a saved login. Live, it may ask the person for a code: see to it that nobody does that in vain.</summary>
    /// <param name="cached"><see langword="true"/> reads what Flinks has stored, <see langword="false"/> goes to the bank.</param>
    public Task<FlinksOutcome> AuthorizeAsync(LoginId loginId, bool cached, CancellationToken cancellationToken) =>
        AuthorizeAsync(
            cached ? FlinksCall.AuthorizeCached : FlinksCall.Authorize,
            new AuthorizeQuery { LoginId = loginId.Reveal(), Save = true, MostRecentCached = cached },
            cancellationToken);

    /// <summary>Answers the open challenges of a session.</summary>
    /// <param name="answers">By the challenge's prompt, to the letter.</param>
    public Task<FlinksOutcome> AnswerAsync(
        RequestId requestId, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, CancellationToken cancellationToken) =>
        AuthorizeAsync(
            FlinksCall.Authorize,
            new AuthorizeQuery { RequestId = requestId.Reveal(), SecurityResponses = answers },
            cancellationToken);

    /// <summary>Asks for accounts, and with the options for their transactions.</summary>
    public Task<FlinksOutcome> CollectAsync(RequestId requestId, DataOptions options, CancellationToken cancellationToken)
    {
        var query = new AccountsDetailQuery
        {
            RequestId = requestId.Reveal(),
            WithAccountIdentity = options.WithAccountIdentity,
            WithKYC = options.WithKyc,
            WithTransactions = options.WithTransactions,
            WithBalance = options.WithBalance,
            DaysOfTransactions = options.DaysInFlinksWords,
            AccountsFilter = options.AccountIds,
        };

        return _caller.CallAsync(FlinksCall.Collect, (flinks, token) => flinks.GetAccountsDetailAsync(query, token), cancellationToken);
    }

    /// <summary>Asks again after a <see cref="FlinksOutcome.Pending"/>. Throttling and trouble on the way keep it pending.</summary>
    public Task<FlinksOutcome> PollAsync(RequestId requestId, CancellationToken cancellationToken) =>
        _caller.CallAsync(FlinksCall.Poll, (flinks, token) => flinks.PollAccountsDetailAsync(requestId.Reveal(), token), cancellationToken);

    /// <summary>Asks for accounts without transactions.</summary>
    public Task<FlinksOutcome> SummarizeAsync(RequestId requestId, CancellationToken cancellationToken)
    {
        var query = new AccountsSummaryQuery { RequestId = requestId.Reveal() };

        return _caller.CallAsync(FlinksCall.Collect, (flinks, token) => flinks.GetAccountsSummaryAsync(query, token), cancellationToken);
    }

    /// <summary>As <see cref="PollAsync"/>, of a summary.</summary>
    public Task<FlinksOutcome> PollSummaryAsync(RequestId requestId, CancellationToken cancellationToken) =>
        _caller.CallAsync(FlinksCall.Poll, (flinks, token) => flinks.PollAccountsSummaryAsync(requestId.Reveal(), token), cancellationToken);

    /// <summary>Has Flinks refresh a login by night, or no longer. Safe to repeat.</summary>
    public Task<FlinksOutcome> ScheduleRefreshAsync(LoginId loginId, bool isActivated, CancellationToken cancellationToken)
    {
        var query = new ScheduledRefreshQuery { LoginId = loginId.Reveal(), IsActivated = isActivated };

        return _caller.CallAsync(
            FlinksCall.Schedule, (flinks, token) => flinks.SetScheduledRefreshAsync(query, token), body => NightlyReplies.Scheduled(body, isActivated), cancellationToken);
    }

    /// <summary>Which of the enrolled logins will not be refreshed by night.</summary>
    public Task<FlinksOutcome> NightlyStatusAsync(CancellationToken cancellationToken) =>
        _caller.CallAsync(FlinksCall.Inform, static (flinks, token) => flinks.GetNightlyRefreshStatusAsync(token), NightlyReplies.Status, cancellationToken);

    /// <summary>A page of the institutions that Flinks knows.</summary>
    public Task<FlinksOutcome> ListInstitutionsAsync(int skip, int take, CancellationToken cancellationToken) =>
        _caller.CallAsync(FlinksCall.Inform, (flinks, token) => flinks.GetInstitutionsAsync(skip, take, token), InstitutionsReader.Read, cancellationToken);

    /// <summary>Has Flinks compute attributes of the transactions that were collected with the RequestId.</summary>
    public Task<FlinksOutcome> AnalyseAsync(LoginId loginId, RequestId requestId, AttributesQuery query, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            FlinksCall.Analyse,
            (flinks, token) => flinks.GetAttributesAsync(loginId.Reveal(), requestId.Reveal(), query, token),
            AttributesReader.Read,
            cancellationToken);

    /// <summary>Has Flinks forget a login and its data. Safe to repeat.</summary>
    public Task<FlinksOutcome> DeleteCardAsync(LoginId loginId, CancellationToken cancellationToken) =>
        _caller.CallAsync(FlinksCall.DeleteCard, (flinks, token) => flinks.DeleteCardAsync(loginId.Reveal(), token), cancellationToken);

    private async Task<FlinksOutcome> AuthorizeAsync(FlinksCall call, AuthorizeQuery query, CancellationToken cancellationToken)
    {
        var token = await tokens.TakeAsync(cancellationToken);
        if (token is not FlinksOutcome.Minted taken)
        {
            return token;
        }

        var outcome = await AuthorizeAsync(call, query, taken.Token, cancellationToken);
        if (outcome is not FlinksOutcome.RejectedUs)
        {
            return outcome;
        }

        // Nothing has begun at the bank, so that once more is safe; a pooled token may have been spoilt, a new one has not.
        tokens.Discard();
        return await tokens.MintAsync(cancellationToken) is FlinksOutcome.Minted fresh
            ? await AuthorizeAsync(call, query, fresh.Token, cancellationToken)
            : outcome;
    }

    private Task<FlinksOutcome> AuthorizeAsync(FlinksCall call, AuthorizeQuery query, AuthorizeToken token, CancellationToken cancellationToken) =>
        _caller.CallAsync(call, (flinks, cancellation) => flinks.AuthorizeAsync(query, token.Reveal(), cancellation), cancellationToken);
}
