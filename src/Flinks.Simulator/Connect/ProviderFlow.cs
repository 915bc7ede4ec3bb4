using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Connect;

/// <summary>Leads a person through a bank that is signed in to at its own page (flinks/connect.md 8): in a window beside Connect, or in its place.</summary>
internal sealed class ProviderFlow(ConnectSignIn signIn)
{
    public const string Blocked = "blocked";

    /// <summary>The bank was chosen; with <c>oauthWindowRedirect</c> the browser leaves for it.</summary>
    public static ConnectStep Begin(ConnectVisit visit, string? popup, params IReadOnlyList<ConnectEvent> before)
    {
        var screens = new ConnectScreens(visit);
        if (visit.Parameters.OAuthWindowRedirect)
        {
            return ConnectStep.Show(screens.WaitsForBank(), before) with { LeaveTo = screens.ProviderOf(visit.Institution), LeavesFrame = true };
        }

        return popup switch
        {
            null or "" => ConnectStep.Show(screens.SignInElsewhere(isBlocked: false), before),
            Blocked => ConnectStep.Show(screens.SignInElsewhere(isBlocked: true), [.. before, ConnectEvent.At("POPUP_BLOCKED", visit.Institution)]),
            _ => ConnectStep.Show(screens.WaitsForBank(), [.. before, ConnectEvent.At("POPUP_OPENED", visit.Institution)]),
        };
    }

    /// <summary>The person is back from the bank, or says so.</summary>
    public ConnectStep Return(ConnectVisit visit)
    {
        if (visit.SaidAtBank is not { } said)
        {
            return ConnectStep.Show(new ConnectScreens(visit).WaitsForBank(isEarly: true));
        }

        visit.SaidAtBank = null;
        return said.Allows
            ? signIn.SignIn(visit, said.Username, TestUsers.Password, ConnectEvent.At("COMPONENT_ACCEPT_PROVIDER_CONSENT", visit.Institution))
            : Refused(visit);
    }

    private static ConnectStep Refused(ConnectVisit visit)
    {
        var told = ConnectEvent.Api("UNAUTHORIZED", visit.RequestId, visit.Institution);
        var leaveTo = visit.Parameters.OAuthWindowRedirect ? ConnectRedirect.Refused(visit) : null;
        return ConnectStep.Show(new ConnectScreens(visit).Retry(ConnectTexts.RefusedAtBank), told) with { LeaveTo = leaveTo };
    }
}
