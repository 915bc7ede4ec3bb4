using Flinks.Client.Wire;
using Flinks.Simulator.Banking;

namespace Flinks.Simulator.Connect;

/// <summary>Signs a person in at their bank, with its questions and its refusals (flinks/connect.md 5.5).</summary>
internal sealed class ConnectSignIn(SimulatedFlinks flinks, AuthorizeDesk authorize, AnswerDesk answers, ConnectEnding ending)
{
    public ConnectStep SignIn(ConnectVisit visit, string username, string password) =>
        SignIn(visit, username, password, ConnectEvent.At("SUBMIT_CREDENTIAL", visit.Institution));

    public ConnectStep SignIn(ConnectVisit visit, string username, string password, ConnectEvent sent)
    {
        var answer = authorize.Open(new()
        {
            Institution = visit.Institution,
            Username = username,
            Password = password,
            MostRecentCached = false,
            Save = true,
            Language = visit.Parameters.Language,
            Tag = visit.Parameters.Tag,
            ScheduleRefresh = visit.Parameters.ScheduleRefresh,
        });
        return After(visit, answer, sent);
    }

    public ConnectStep Answer(ConnectVisit visit, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        var requestId = visit.RequestId ?? Guid.Empty;
        var answer = visit.Challenges.Count == 0 ? answers.GoOn(requestId) : answers.Answer(requestId, given);
        return After(visit, answer, ConnectEvent.At("SUBMIT_MFA", visit.Institution));
    }

    /// <summary>Goes on with a session that waits for answers.</summary>
    public ConnectStep Resume(ConnectVisit visit, Guid requestId, ConnectEvent mounted)
    {
        visit.RequestId = requestId;
        visit.Institution = flinks.BankOfSession(requestId)?.Name ?? visit.Institution;
        var open = answers.Answer(requestId, answers: null);
        return open.Reply.SecurityChallenges is null
            ? ConnectStep.Show(
                new ConnectScreens(visit).End(ConnectTexts.TooLate),
                mounted,
                ConnectEvent.Api("SESSION_NONEXISTENT", requestId, visit.Institution))
            : Asks(visit, open.Reply, mounted);
    }

    /// <summary>The person wants to try again: the questions when the bank asks some, the sign-in otherwise.</summary>
    public static ConnectStep Retry(ConnectVisit visit)
    {
        var screens = new ConnectScreens(visit);
        if (visit.Challenges.Count > 0)
        {
            return ConnectStep.Show(screens.Questions(), ConnectEvent.At("COMPONENT_LOAD_MFA_RETRY", visit.Institution));
        }

        var retry = ConnectEvent.At("COMPONENT_LOAD_CREDENTIAL_RETRY", visit.Institution);
        return visit.ChosenBank is { SignsInElsewhere: true }
            ? ConnectStep.Show(screens.SignInElsewhere(isBlocked: false), retry)
            : ConnectStep.Show(screens.Credentials(), retry, ConnectEvent.At("COMPONENT_LOAD_CREDENTIAL", visit.Institution));
    }

    private ConnectStep After(ConnectVisit visit, AuthorizeAnswer answer, ConnectEvent sent)
    {
        visit.RequestId = answer.Reply.RequestId ?? visit.RequestId;
        return answer.Status switch
        {
            StatusCodes.Status200OK or StatusCodes.Status202Accepted => ending.LetIn(visit, sent),
            StatusCodes.Status203NonAuthoritative => Asks(visit, answer.Reply, sent),
            _ => Failed(visit, answer.Reply, sent),
        };
    }

    private ConnectStep Asks(ConnectVisit visit, AuthorizeReply reply, ConnectEvent before)
    {
        visit.Challenges = reply.SecurityChallenges ?? [];
        visit.Round = flinks.OpenRoundOf(visit.RequestId);
        var kinds = visit.Challenges.Select(challenge => challenge.Type).Distinct();
        var loaded = ConnectEvent.At("COMPONENT_LOAD_MFA", visit.Institution) with
        {
            MfaTypes = ConnectBends.Kinds(kinds, flinks.Options.Connect.MfaTypesAsList),
        };
        return ConnectStep.Show(new ConnectScreens(visit).Questions(), before, loaded);
    }

    private static ConnectStep Failed(ConnectVisit visit, AuthorizeReply reply, ConnectEvent sent)
    {
        var screens = new ConnectScreens(visit);
        var problem = ConnectTexts.ProblemOf(reply.FlinksCode);
        var told = ConnectEvent.Api(reply.FlinksCode, visit.RequestId, visit.Institution);
        visit.Failures++;
        visit.Challenges = reply.SecurityChallenges ?? [];
        if (visit.Failures >= visit.Parameters.MaximumRetry)
        {
            return ConnectStep.Show(screens.End(ConnectTexts.TooManyTries), sent, told, ConnectEvent.At("MAXIMUM_RETRY_REACHED", visit.Institution));
        }

        var canRetry = visit.Challenges.Count > 0 || reply.FlinksCode is "INVALID_LOGIN" or "INVALID_USERNAME" or "INVALID_PASSWORD";
        return ConnectStep.Show(canRetry ? screens.Retry(problem) : screens.End(problem), sent, told);
    }
}
