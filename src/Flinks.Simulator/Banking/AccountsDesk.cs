using Flinks.Client.Wire;
using Flinks.Simulator.Webhooks;

namespace Flinks.Simulator.Banking;

/// <summary>The rules of the data endpoints (flinks/api.md 7 and 15.2).</summary>
internal sealed class AccountsDesk(SimulatedFlinks flinks, BackgroundCollecting background)
{
    private static readonly HashSet<string> KnownDepths = ["Days90", "Days360", "Days365"];

    public async Task<AccountsAnswer> AskDetailAsync(AccountsDetailQuery query, CancellationToken cancellationToken)
    {
        if (!KnownDepths.Contains(query.DaysOfTransactions))
        {
            return Error("INVALID_REQUEST");
        }

        await WaitForDataAsync(Start(query.RequestId, session => session.Detail = query), cancellationToken);
        return PollDetail(query.RequestId);
    }

    public async Task<AccountsAnswer> AskSummaryAsync(AccountsSummaryQuery query, CancellationToken cancellationToken)
    {
        await WaitForDataAsync(Start(query.RequestId, session => session.Summary = query), cancellationToken);
        return PollSummary(query.RequestId);
    }

    public AccountsAnswer PollDetail(Guid requestId) => Poll(requestId, "GetAccountsDetail", session =>
    {
        var query = session.Detail ?? new() { RequestId = requestId };
        if (flinks.Options.DetailEndsSession)
        {
            session.State = SessionState.Ended;
        }

        return new AccountsAnswer.Ready(ReplyOf(session, session.Login.Book.Detail(query, Today), null), IsSummary: false);
    });

    public AccountsAnswer PollSummary(Guid requestId) => Poll(requestId, "GetAccountsSummary", session =>
    {
        var query = session.Summary ?? new() { RequestId = requestId };
        var accounts = session.Login.Book.Summary(query, withType: !flinks.Options.OmitTypeFromSummary, Today);
        return new AccountsAnswer.Ready(ReplyOf(session, accounts, SessionReplies.SummaryLinks), IsSummary: true);
    });

    private DateOnly Today => DateOnly.FromDateTime(flinks.Now.UtcDateTime);

    /// <summary>Begins to collect, unless that was begun before. Null when the session is not open for it.</summary>
    private Session? Start(Guid requestId, Action<Session> remember)
    {
        lock (flinks.Gate)
        {
            if (flinks.FindSession(requestId) is not { } session || session.IsExpired(flinks.Now, flinks.Options))
            {
                return null;
            }

            remember(session);
            BeginCollecting(session);
            return session;
        }
    }

    private AccountsAnswer Poll(Guid requestId, string endpoint, Func<Session, AccountsAnswer> answer)
    {
        lock (flinks.Gate)
        {
            var refusal = Ready(requestId, endpoint, out var session);
            return refusal is null ? answer(session!) : new AccountsAnswer.NotReady(refusal);
        }
    }

    /// <summary>Waits for the session's data, as a POST does.</summary>
    internal async Task WaitAsync(Guid requestId, CancellationToken cancellationToken) =>
        await WaitForDataAsync(Start(requestId, static _ => { }), cancellationToken);

    /// <summary>Why the session's data are not there; null: they are.</summary>
    internal AuthorizeReply? Ready(Guid requestId, string endpoint, out Session? session)
    {
        lock (flinks.Gate)
        {
            session = flinks.FindSession(requestId);
            if (session is not { State: not (SessionState.Failed or SessionState.Ended) })
            {
                return FlinksErrors.Plain("SESSION_NONEXISTENT");
            }

            if (session.State == SessionState.AwaitingAnswers)
            {
                return FlinksErrors.Plain("UNAUTHORIZED", "The session is not authorized");
            }

            BeginCollecting(session);
            if (session.IsExpired(flinks.Now, flinks.Options))
            {
                session.State = SessionState.Expired;
                return FlinksErrors.Plain("SESSION_EXPIRED");
            }

            if (session.State == SessionState.Collecting && !IsCollected(session))
            {
                session.Polls++;
                background.AfterDataCall(session);
                return SessionReplies.Pending(session, flinks.Options.ExpandLinks ? endpoint : null);
            }

            if (session.State == SessionState.Collecting)
            {
                session.State = SessionState.Ready;
                session.TouchedAt = flinks.Now;
            }

            return null;
        }
    }

    private void BeginCollecting(Session session)
    {
        if (session.State != SessionState.Authorized || session.IsExpired(flinks.Now, flinks.Options))
        {
            return;
        }

        session.State = session.Login.LetsSessionExpire() ? SessionState.Expired : SessionState.Collecting;
        session.CollectingSince = flinks.Now;
    }

    private bool IsCollected(Session session) =>
        session.Polls >= session.PollsBeforeReady(flinks.Options)
        && flinks.Now - session.CollectingSince >= flinks.Options.ReadyAfter;

    private async Task WaitForDataAsync(Session? session, CancellationToken cancellationToken)
    {
        if (session is not { State: SessionState.Collecting } || flinks.Options.SynchronousWait == TimeSpan.Zero)
        {
            return;
        }

        var left = flinks.Options.ReadyAfter - (flinks.Now - session.CollectingSince);
        var wait = left < flinks.Options.SynchronousWait ? left : flinks.Options.SynchronousWait;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, flinks.Clock, cancellationToken);
        }
    }

    internal static AccountsReply ReplyOf(Session session, IReadOnlyList<Account> accounts, IReadOnlyList<ReplyLink>? links, string? responseType = null) => new()
    {
        ResponseType = responseType,
        HttpStatusCode = StatusCodes.Status200OK,
        Accounts = accounts,
        Links = links,
        InstitutionName = session.Login.Bank.Name,
        Login = SessionReplies.LoginOf(session),
        InstitutionId = session.Login.Bank.Id,
        Institution = session.Login.Bank.Name,
        RequestId = session.RequestId,
        Tag = session.Tag,
    };

    private static AccountsAnswer.NotReady Error(string flinksCode, string? message = null) => new(FlinksErrors.Plain(flinksCode, message));
}
