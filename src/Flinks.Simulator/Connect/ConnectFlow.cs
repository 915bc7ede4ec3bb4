using Flinks.Client.Wire;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Pages;
using Flinks.Simulator.Webhooks;

namespace Flinks.Simulator.Connect;

/// <summary>Leads a person through Connect: which screen comes next and which events tell of it (flinks/connect.md 4 and 5.5).</summary>
internal sealed class ConnectFlow(SimulatedFlinks flinks, AuthorizeDesk authorize, AnswerDesk answers, BackgroundCollecting background)
{
    /// <summary>The page was opened. Its token is used up from here on, whatever comes next.</summary>
    public ConnectStep Open(ConnectVisit visit)
    {
        var screens = new ConnectScreens(visit);
        if (!flinks.UseToken(visit.Parameters.AuthorizeToken))
        {
            return Step(screens.End(ConnectTexts.LinkInvalid), ConnectEvent.Of("TOKEN_INVALID"));
        }

        var mounted = ConnectEvent.Of("APP_MOUNTED");
        if (visit.Parameters.RequestId is { } requestId)
        {
            return Resume(visit, requestId, mounted);
        }

        return visit.Parameters.ConsentEnable
            ? Step(screens.Consent(), mounted, ConnectEvent.Of("COMPONENT_LOAD_CONSENT"))
            : FirstScreen(visit, mounted);
    }

    public static ConnectStep Consent(ConnectVisit visit, bool agrees) => agrees
        ? FirstScreen(visit, ConnectEvent.Of("COMPONENT_ACCEPT_CONSENT"))
        : Step(new ConnectScreens(visit).End(ConnectTexts.Refused), ConnectEvent.Of("COMPONENT_DENY_CONSENT"));

    public static ConnectStep ChooseBank(ConnectVisit visit, string institution)
    {
        visit.Institution = institution;
        return Step(
            new ConnectScreens(visit).Credentials(),
            ConnectEvent.At("INSTITUTION_SELECTED", institution),
            ConnectEvent.At("COMPONENT_LOAD_CREDENTIAL", institution));
    }

    public ConnectStep SignIn(ConnectVisit visit, string username, string password)
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
        return After(visit, answer, ConnectEvent.At("SUBMIT_CREDENTIAL", visit.Institution));
    }

    public ConnectStep Answer(ConnectVisit visit, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        var requestId = visit.RequestId ?? Guid.Empty;
        var answer = visit.Challenges.Count == 0 ? answers.GoOn(requestId) : answers.Answer(requestId, given);
        return After(visit, answer, ConnectEvent.At("SUBMIT_MFA", visit.Institution));
    }

    /// <summary>The person wants to try again: the questions when the bank asks some, the sign-in otherwise.</summary>
    public static ConnectStep Retry(ConnectVisit visit)
    {
        var screens = new ConnectScreens(visit);
        return visit.Challenges.Count > 0
            ? Step(screens.Questions(), ConnectEvent.At("COMPONENT_LOAD_MFA_RETRY", visit.Institution))
            : Step(
                screens.Credentials(),
                ConnectEvent.At("COMPONENT_LOAD_CREDENTIAL_RETRY", visit.Institution),
                ConnectEvent.At("COMPONENT_LOAD_CREDENTIAL", visit.Institution));
    }

    /// <summary>The X only tells: whoever opened the page closes it.</summary>
    public static ConnectStep Close(ConnectVisit visit) =>
        new([ConnectEvent.At("COMPONENT_CLOSE_SESSION", visit.Institution)], Screen: null);

    private static ConnectStep FirstScreen(ConnectVisit visit, ConnectEvent before)
    {
        var screens = new ConnectScreens(visit);
        return visit.Parameters.Institution is null
            ? Step(screens.Banks(), before, ConnectEvent.Of("COMPONENT_LOAD_INSTITUTION_SELECTOR") with { Cached = false })
            : Step(screens.Credentials(), before, ConnectEvent.At("COMPONENT_LOAD_CREDENTIAL", visit.Institution));
    }

    private ConnectStep Resume(ConnectVisit visit, Guid requestId, ConnectEvent mounted)
    {
        visit.RequestId = requestId;
        var open = answers.Answer(requestId, answers: null);
        if (open.Reply.SecurityChallenges is null)
        {
            return Step(
                new ConnectScreens(visit).End(ConnectTexts.TooLate),
                mounted,
                ConnectEvent.Api("SESSION_NONEXISTENT", requestId, visit.Institution));
        }

        return Asks(visit, open.Reply, mounted);
    }

    private ConnectStep After(ConnectVisit visit, AuthorizeAnswer answer, ConnectEvent sent)
    {
        visit.RequestId = answer.Reply.RequestId ?? visit.RequestId;
        return answer.Status switch
        {
            StatusCodes.Status200OK or StatusCodes.Status202Accepted => Done(visit, sent),
            StatusCodes.Status203NonAuthoritative => Asks(visit, answer.Reply, sent),
            _ => Failed(visit, answer.Reply, sent),
        };
    }

    private ConnectStep Asks(ConnectVisit visit, AuthorizeReply reply, ConnectEvent before)
    {
        visit.Challenges = reply.SecurityChallenges ?? [];
        visit.Round = flinks.OpenRoundOf(visit.RequestId);
        var kinds = string.Join(',', visit.Challenges.Select(challenge => challenge.Type).Distinct());
        return Step(
            new ConnectScreens(visit).Questions(),
            before,
            ConnectEvent.At("COMPONENT_LOAD_MFA", visit.Institution) with { MfaTypes = kinds });
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
            return Step(screens.End(ConnectTexts.TooManyTries), sent, told, ConnectEvent.At("MAXIMUM_RETRY_REACHED", visit.Institution));
        }

        var canRetry = visit.Challenges.Count > 0 || reply.FlinksCode is "INVALID_LOGIN" or "INVALID_USERNAME" or "INVALID_PASSWORD";
        return Step(canRetry ? screens.Retry(problem) : screens.End(problem), sent, told);
    }

    private ConnectStep Done(ConnectVisit visit, ConnectEvent sent)
    {
        background.AfterConnect(visit);
        var loginId = flinks.LoginOfSession(visit.RequestId)?.ToString() ?? "";
        var url = ConnectRedirect.To(visit, loginId);
        var redirect = ConnectEvent.At("REDIRECT", visit.Institution) with
        {
            LoginId = loginId,
            RequestId = visit.RequestId?.ToString(),
            Tag = visit.Parameters.Tag,
            Url = url,
        };
        var leaves = visit.Parameters is { RedirectUrl: not null, JsRedirect: false };
        return Step(new ConnectScreens(visit).Success(), sent, redirect) with
        {
            LeaveTo = leaves ? url : null,
            LeavesFrame = leaves && !visit.Parameters.InnerRedirect,
        };
    }

    private static ConnectStep Step(Html screen, params IReadOnlyList<ConnectEvent> events) => new(events, screen.ToString());
}
