using Flinks.Client.Wire;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Banking;

/// <summary>The rules of Authorize (flinks/api.md 15.2), but for the answers to questions, which <see cref="AnswerDesk"/> judges.</summary>
internal sealed class AuthorizeDesk(SimulatedFlinks flinks, AnswerDesk answers)
{
    private const string BadToken = "You must provide a valid authorize token";
    private const string UnknownLogin = "The LoginId provided is either invalid or does not belong to the CustomerId";

    public AuthorizeAnswer Authorize(AuthorizeQuery query, string? token)
    {
        lock (flinks.Gate)
        {
            if (query.RequestId is { } requestId)
            {
                return answers.Answer(requestId, query.SecurityResponses, token);
            }

            return flinks.Tokens.TryUse(token)
                ? Open(query, token)
                : new(FlinksErrors.Plain("UNAUTHORIZED", BadToken));
        }
    }

    /// <summary>Opens a session without asking for a token: Connect used it up when it was loaded.</summary>
    public AuthorizeAnswer Open(AuthorizeQuery query, string? token = null)
    {
        lock (flinks.Gate)
        {
            var hasCredentials = query is { Institution: not null, Username: not null, Password: not null };
            return (query.LoginId, hasCredentials) switch
            {
                ({ } loginId, false) => OpenSaved(loginId, query, token),
                (null, true) => OpenWithCredentials(query, token),
                _ => new(FlinksErrors.Plain("INVALID_REQUEST")),
            };
        }
    }

    private AuthorizeAnswer OpenSaved(Guid loginId, AuthorizeQuery query, string? token)
    {
        if (flinks.FindLogin(loginId) is not { } login)
        {
            return new(FlinksErrors.Plain("INVALID_LOGIN", UnknownLogin, flinks.Options.UnknownLoginStatus));
        }

        var session = NewSession(login, query, token);
        return query.MostRecentCached == true ? Cached(session) : Live(session);
    }

    private AuthorizeAnswer OpenWithCredentials(AuthorizeQuery query, string? token)
    {
        if (BankDirectory.Find(query.Institution) is not { } bank)
        {
            return new(FlinksErrors.Plain("INVALID_REQUEST", "The institution is not known"));
        }

        var login = flinks.LoginOf(bank, query.Username ?? "", query.Language ?? "en");
        var session = NewSession(login, query, token);
        if (bank.IsDown)
        {
            return Refuse(session, new("DISABLED_INSTITUTION"));
        }

        if (login.Scenario == TestUsers.Nobody || query.Password != TestUsers.Password)
        {
            return Refuse(session, new("INVALID_LOGIN"));
        }

        var isKnown = flinks.FindLogin(login.LoginId) is not null;
        if (!isKnown)
        {
            // Enrols a new card only; it has no effect on one that is there (flinks/api.md 5.1).
            login.IsScheduledRefresh = query.ScheduleRefresh == true;
        }

        return query.MostRecentCached == true && isKnown ? Cached(session) : Live(session);
    }

    private AuthorizeAnswer Cached(Session session)
    {
        var login = session.Login;
        if (login.Scenario.OnCached is { } refusal && login.IsRefusedBy(refusal, flinks.Now))
        {
            return Refuse(session, refusal, withLogin: true);
        }

        if (login.LastFailure is { } code)
        {
            return Refuse(session, new(code) { DataReadable = true }, withLogin: true);
        }

        flinks.Keep(session, SessionState.Authorized);
        return new(SessionReplies.Authorized(session));
    }

    private AuthorizeAnswer Live(Session session)
    {
        var login = session.Login;
        if (login.Scenario.OnLive is { } refusal && login.IsRefusedBy(refusal, flinks.Now))
        {
            if (FlinksErrors.Stays(refusal.FlinksCode))
            {
                login.Fail(refusal.FlinksCode);
            }

            return Refuse(session, refusal);
        }

        if (login.Scenario.Rounds.Count > 0 && !login.IsAnsweredByKept())
        {
            flinks.Keep(session, SessionState.AwaitingAnswers);
            return new(SessionReplies.Asks(session));
        }

        flinks.LetIn(session);
        return new(SessionReplies.Authorized(session));
    }

    private AuthorizeAnswer Refuse(Session session, Refusal refusal, bool withLogin = false)
    {
        var code = refusal.FlinksCode;
        if (FlinksErrors.IsPlain(code))
        {
            var status = code == "TOO_MANY_REQUESTS" ? flinks.Options.ThrottledStatus : FlinksErrors.StatusOf(code);
            return new(FlinksErrors.Plain(code, status: status), refusal.RetryAfter);
        }

        if (FlinksErrors.StatusOf(code) == StatusCodes.Status202Accepted)
        {
            session.PendingCode = code;
            flinks.LetIn(session);
            return new(SessionReplies.Pending(session, flinks.Options.ExpandLinks ? "GetAccountsDetail" : null));
        }

        flinks.Keep(session, refusal.DataReadable ? SessionState.Authorized : SessionState.Failed);
        return new(SessionReplies.Refuses(session, code, withLogin: withLogin), refusal.RetryAfter);
    }

    private static Session NewSession(SimulatedLogin login, AuthorizeQuery query, string? token) => new(Guid.NewGuid(), login, token)
    {
        Tag = query.Tag,
        IsSaved = login.Scenario.IsSaved && query.Save != false,
        Language = query.Language ?? login.Language,
    };
}
