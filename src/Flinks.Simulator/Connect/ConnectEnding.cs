using System.Text.Json.Nodes;
using Flinks.Simulator.Webhooks;

namespace Flinks.Simulator.Connect;

/// <summary>What follows when the bank has let a person in: their accounts to choose from, if they are to choose, and the way back.</summary>
internal sealed class ConnectEnding(SimulatedFlinks flinks, BackgroundCollecting background)
{
    public ConnectStep LetIn(ConnectVisit visit, ConnectEvent sent)
    {
        IReadOnlyList<ConnectEvent> before = visit.Parameters.EnhancedMfa ? [sent, ConnectEvent.Of("ENHANCED_MFA_NO_QUESTIONS")] : [sent];
        return visit.Parameters.Accounts.IsEnabled ? Choose(visit, before) : Done(visit, before);
    }

    /// <summary>The person chose. An account that was not shown, or none at all, leaves them where they are.</summary>
    public ConnectStep ChooseAccounts(ConnectVisit visit, IReadOnlyList<string> chosen)
    {
        if (flinks.LetInWith(visit.RequestId) is null)
        {
            return ConnectStep.Show(new ConnectScreens(visit).End(ConnectTexts.TooLate));
        }

        var ids = visit.Accounts.Select(account => account.Id).OfType<Guid>().Where(id => chosen.Contains(id.ToString())).ToList();
        if (ids.Count == 0 || (ids.Count > 1 && !visit.Parameters.Accounts.Multiple))
        {
            return ConnectStep.Show(new ConnectScreens(visit).Accounts(hasChosenNone: true));
        }

        visit.ChosenAccounts = ids;
        return Done(visit, [ConnectEvent.At("ACCOUNT_SELECTED", visit.Institution) with { AccountId = Chosen(visit) }]);
    }

    private ConnectStep Choose(ConnectVisit visit, IReadOnlyList<ConnectEvent> before)
    {
        var all = flinks.AccountsOf(visit.RequestId);
        visit.Accounts = [.. all.Where(visit.Parameters.Accounts.Shows)];
        var loaded = ConnectEvent.At("COMPONENT_LOAD_ACCOUNT_SELECTION", visit.Institution) with
        {
            TotalAccounts = all.Count,
            DisplayedAccounts = visit.Accounts.Count,
        };
        var screens = new ConnectScreens(visit);
        return ConnectStep.Show(visit.Accounts.Count > 0 ? screens.Accounts() : screens.End(ConnectTexts.NoAccount), [.. before, loaded]);
    }

    private ConnectStep Done(ConnectVisit visit, IReadOnlyList<ConnectEvent> before)
    {
        background.AfterConnect(visit);
        var loginId = flinks.LoginOfSession(visit.RequestId)?.ToString() ?? "";
        var url = ConnectRedirect.To(visit, loginId);
        var redirect = ConnectEvent.At("REDIRECT", visit.Institution) with
        {
            LoginId = loginId,
            RequestId = visit.RequestId?.ToString(),
            AccountId = visit.ChosenAccounts.Count > 0 ? Chosen(visit) : null,
            Tag = visit.Parameters.Tag,
            Url = url,
        };
        var leaves = visit.Parameters is { RedirectUrl: not null, JsRedirect: false };
        return ConnectStep.Show(new ConnectScreens(visit).Success(), [.. before, redirect]) with
        {
            LeaveTo = leaves ? url : null,
            LeavesFrame = leaves && !visit.Parameters.InnerRedirect,
        };
    }

    private JsonNode Chosen(ConnectVisit visit) =>
        ConnectBends.Accounts(visit.ChosenAccounts, visit.Parameters.Accounts.Multiple, flinks.Options.Connect.AccountIdShape);
}
