using Flinks.Client.Wire;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Connect;

namespace Flinks.Simulator.Webhooks;

/// <summary>Collects in the background and tells by webhooks when it is done: KYC first, the accounts after it (flinks/connect.md 10.1).</summary>
internal sealed class BackgroundCollecting(SimulatedFlinks flinks, WebhookSender sender)
{
    /// <summary>A person was let in by Connect. With <c>sync=true</c> the session is left to whoever polls.</summary>
    public void AfterConnect(ConnectVisit visit)
    {
        lock (flinks.Gate)
        {
            if (visit.Parameters.Sync || visit.RequestId is not { } requestId || flinks.FindSession(requestId) is not { } session)
            {
                return;
            }

            session.Detail ??= new AccountsDetailQuery
            {
                RequestId = requestId,
                WithTransactions = visit.Parameters.WithTransactions,
                DaysOfTransactions = visit.Parameters.DaysOfTransactions,
                AccountsFilter = visit.Parameters.Accounts.FetchAll || visit.ChosenAccounts.Count == 0 ? null : visit.ChosenAccounts,
            };
            Begin(session, withKyc: true);
        }
    }

    /// <summary>A data call was answered 202.</summary>
    public void AfterDataCall(Session session)
    {
        if (flinks.Options.WebhooksForDataCalls)
        {
            Begin(session, withKyc: false);
        }
    }

    private void Begin(Session session, bool withKyc)
    {
        if (session.EndsInWebhook || flinks.Options.WebhookUrl is null)
        {
            return;
        }

        session.EndsInWebhook = true;
        ITimer? timer = null;
        timer = flinks.Clock.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                Tell(session, withKyc);
            },
            state: null,
            flinks.Options.WebhookAfter + flinks.Options.Webhooks.Late,
            Timeout.InfiniteTimeSpan);
    }

    private void Tell(Session session, bool withKyc)
    {
        lock (flinks.Gate)
        {
            if (session.State is not (SessionState.Authorized or SessionState.Collecting or SessionState.Ready))
            {
                return;
            }

            session.State = SessionState.Ready;
            session.TouchedAt = flinks.Now;
            var knobs = flinks.Options.Webhooks;
            var details = new WebhookDelivery("details", WebhookBodies.Details(session, flinks.Now), knobs.Flaw) { LoginId = session.Login.LoginId };
            var kyc = new WebhookDelivery("kyc", WebhookBodies.Kyc(session, flinks.Now), knobs.Flaw) { LoginId = session.Login.LoginId };
            IEnumerable<WebhookDelivery> inOrder = (withKyc, knobs.Reordered) switch
            {
                (true, false) => [kyc, details],
                (true, true) => [details, kyc],
                _ => [details],
            };
            sender.Start(inOrder.SelectMany(delivery => Enumerable.Repeat(delivery, knobs.Copies)));
        }
    }
}
