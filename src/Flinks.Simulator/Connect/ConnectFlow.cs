using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Connect;

/// <summary>Leads a person to their bank: consent, the list of banks, or straight to the questions of a session that waits (flinks/connect.md 4).</summary>
internal sealed class ConnectFlow(SimulatedFlinks flinks, ConnectSignIn signIn)
{
    private ConnectKnobs Knobs => flinks.Options.Connect;

    /// <summary>The page was opened. Its token is used up from here on, whatever comes next.</summary>
    public ConnectStep Open(ConnectVisit visit)
    {
        var screens = new ConnectScreens(visit);
        if (Knobs.StrictParameters && visit.Parameters.Unknown.Count > 0)
        {
            return ConnectStep.Show(screens.End(ConnectTexts.UnknownParameters));
        }

        if (!flinks.UseToken(visit.Parameters.AuthorizeToken))
        {
            return ConnectStep.Show(screens.End(ConnectTexts.LinkInvalid), ConnectEvent.Of("TOKEN_INVALID"));
        }

        var mounted = ConnectEvent.Of("APP_MOUNTED");
        if (visit.Parameters.RequestId is { } requestId && Knobs.ResumeActivated)
        {
            return signIn.Resume(visit, requestId, mounted);
        }

        return visit.Parameters.ConsentEnable ?? Knobs.ConsentByDefault
            ? ConnectStep.Show(screens.Consent(), mounted, ConnectEvent.Of("COMPONENT_LOAD_CONSENT"))
            : FirstScreen(visit, mounted);
    }

    public static ConnectStep Consent(ConnectVisit visit, bool agrees) => agrees
        ? FirstScreen(visit, ConnectEvent.Of("COMPONENT_ACCEPT_CONSENT"))
        : ConnectStep.Show(new ConnectScreens(visit).End(ConnectTexts.Refused), ConnectEvent.Of("COMPONENT_DENY_CONSENT"));

    /// <param name="popup">How the bank's own window fared: null when the page tried to open none.</param>
    public static ConnectStep ChooseBank(ConnectVisit visit, string institution, string? popup)
    {
        visit.Institution = BankDirectory.Find(institution)?.Name ?? institution;
        var screens = new ConnectScreens(visit);
        var selected = ConnectEvent.At("INSTITUTION_SELECTED", visit.Institution);
        return visit.ChosenBank switch
        {
            { IsDown: true } => ConnectStep.Show(
                screens.BankDown(), selected, ConnectEvent.At("DISABLED_INSTITUTION", visit.Institution)),
            { SignsInElsewhere: true } => ProviderFlow.Begin(visit, popup, selected),
            _ => ConnectStep.Show(screens.Credentials(), selected, ConnectEvent.At("COMPONENT_LOAD_CREDENTIAL", visit.Institution)),
        };
    }

    /// <summary>Back to the banks, which the page knows by now.</summary>
    public static ConnectStep Back(ConnectVisit visit) =>
        ConnectStep.Show(new ConnectScreens(visit).Banks(), ConnectEvent.Of("COMPONENT_LOAD_INSTITUTION_SELECTOR") with { Cached = true });

    /// <summary>The X only tells: whoever opened the page closes it.</summary>
    public static ConnectStep Close(ConnectVisit visit) =>
        new([ConnectEvent.At("COMPONENT_CLOSE_SESSION", visit.Institution)], Screen: null);

    private static ConnectStep FirstScreen(ConnectVisit visit, ConnectEvent before)
    {
        var screens = new ConnectScreens(visit);
        if (visit.Parameters.Institution is null)
        {
            return ConnectStep.Show(screens.Banks(), before, ConnectEvent.Of("COMPONENT_LOAD_INSTITUTION_SELECTOR") with { Cached = false });
        }

        return visit.ChosenBank is { SignsInElsewhere: true }
            ? ConnectStep.Show(screens.SignInElsewhere(isBlocked: false), before)
            : ConnectStep.Show(screens.Credentials(), before, ConnectEvent.At("COMPONENT_LOAD_CREDENTIAL", visit.Institution));
    }
}
