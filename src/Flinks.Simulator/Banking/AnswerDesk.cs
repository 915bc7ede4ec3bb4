using Answers = System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyList<string>>;

namespace Flinks.Simulator.Banking;

/// <summary>Judges the answers to a bank's questions (flinks/api.md 15.2).</summary>
internal sealed class AnswerDesk(SimulatedFlinks flinks)
{
    private const string BadToken = "You must provide a valid authorize token";

    public AuthorizeAnswer Answer(Guid requestId, Answers? answers, string? token)
    {
        lock (flinks.Gate)
        {
            var session = flinks.FindSession(requestId);
            var isOpeningToken = token is not null && session?.OpeningToken == token;
            if (!isOpeningToken && !flinks.Tokens.TryUse(token))
            {
                return new(FlinksErrors.Plain("UNAUTHORIZED", BadToken));
            }

            return Answer(requestId, answers);
        }
    }

    /// <summary>Takes answers without asking for a token: Connect used it up when it was loaded.</summary>
    public AuthorizeAnswer Answer(Guid requestId, Answers? answers)
    {
        lock (flinks.Gate)
        {
            if (flinks.FindSession(requestId) is not { State: not (SessionState.Failed or SessionState.Ended) } session)
            {
                return new(FlinksErrors.Plain("SESSION_NONEXISTENT"));
            }

            if (session.IsExpired(flinks.Now, flinks.Options))
            {
                return new(FlinksErrors.Plain("SESSION_EXPIRED"));
            }

            return session.State == SessionState.AwaitingAnswers
                ? Judge(session, answers)
                : new(FlinksErrors.Plain("ALREADY_AUTHORIZED"));
        }
    }

    /// <summary>Goes on from a round that asks nothing: nobody but a person in front of Connect can.</summary>
    public AuthorizeAnswer GoOn(Guid requestId)
    {
        lock (flinks.Gate)
        {
            return flinks.FindSession(requestId) is { State: SessionState.AwaitingAnswers, OpenRound.Questions.Count: 0 } session
                && !session.IsExpired(flinks.Now, flinks.Options)
                    ? NextRound(session)
                    : Answer(requestId, null);
        }
    }

    private AuthorizeAnswer Judge(Session session, Answers? answers)
    {
        session.TouchedAt = flinks.Now;
        if (answers is not { Count: > 0 })
        {
            return new(SessionReplies.Asks(session));
        }

        var questions = session.OpenRound.Questions.ToDictionary(question => question.Prompt.In(session.Language));
        if (answers.Keys.Any(key => !questions.ContainsKey(key)))
        {
            return new(SessionReplies.Refuses(session, "UNKNOWN_CHALLENGE_KEY"));
        }

        if (questions.Keys.Any(prompt => !answers.ContainsKey(prompt)))
        {
            return new(SessionReplies.Refuses(session, "SECURITYRESPONSES_INCOMPLETE"));
        }

        var isRight = questions.All(question => question.Value.Accepts(answers[question.Key]));
        return isRight ? NextRound(session) : WrongAnswer(session);
    }

    private AuthorizeAnswer NextRound(Session session)
    {
        session.Round++;
        session.WrongAnswers = 0;
        if (session.Round < session.Login.Scenario.Rounds.Count)
        {
            return new(SessionReplies.Asks(session));
        }

        flinks.LetIn(session);
        return new(SessionReplies.Authorized(session));
    }

    private AuthorizeAnswer WrongAnswer(Session session)
    {
        session.WrongAnswers++;
        if (!session.OpenRound.OneTry && session.WrongAnswers < flinks.Options.WrongAnswersAllowed)
        {
            return new(SessionReplies.Refuses(session, "INVALID_SECURITY_RESPONSE", asksAgain: true));
        }

        session.State = SessionState.Failed;
        session.Login.Fail("INVALID_SECURITY_RESPONSE");
        return new(SessionReplies.Refuses(session, "INVALID_SECURITY_RESPONSE_NO_RETRY"));
    }
}
