using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Retrievals;
using Flinks.Client;

namespace Flinks.Bff.Webhooks;

/// <summary>Gives a webhook to every connection of its login.</summary>
public sealed class WebhookDispatch(
    ConnectionStore connections, DeletionStore deletions, RetrievalArrivals arrivals, LoginLookup lookup, Sealer sealer, TimeProvider time)
{
    /// <summary>It may overtake the browser; a person who has not been linked by then is not coming. As long is what nobody understood kept for whoever looks into it.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    public async Task<WebhookSettlement> DispatchAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var webhook = FlinksWebhook.Read(sealer.OpenDelivery(delivery.BodySealed));
        var loginHash = webhook.LoginId is { } loginId ? lookup.Hash(loginId) : null;
        return loginHash is null || webhook.Content is WebhookContent.Unknown
            ? Keep(WebhookOutcome.Unknown, delivery, webhook, loginHash)
            : await DispatchAsync(delivery, webhook, loginHash, cancellationToken);
    }

    /// <summary>Given up; what it brought is kept for a while for whoever looks into it.</summary>
    public WebhookSettlement Abandon(WebhookDelivery delivery)
    {
        var now = time.GetUtcNow();
        return new WebhookSettlement(WebhookOutcome.Abandoned, delivery.ResponseType, delivery.LoginHash, now, now + KeptFor);
    }

    private async Task<WebhookSettlement> DispatchAsync(WebhookDelivery delivery, FlinksWebhook webhook, byte[] loginHash, CancellationToken cancellationToken)
    {
        if (webhook.Content is WebhookContent.Partial)
        {
            // The accounts say all of it again, when they come.
            return End(WebhookOutcome.Passed, webhook, loginHash);
        }

        var owners = await connections.FindOfLoginAsync(loginHash, cancellationToken);
        if (owners.Count == 0)
        {
            return await deletions.IsDeletedAsync(loginHash, webhook.LastRefresh, cancellationToken)
                ? End(WebhookOutcome.Dropped, webhook, loginHash)
                : Keep(WebhookOutcome.Parked, delivery, webhook, loginHash);
        }

        var arrival = new Arrival(delivery.Id, delivery.ReceivedAt, webhook.RequestId, webhook.LastRefresh, webhook.Content);
        var first = WebhookOutcome.Passed;
        foreach (var owner in owners)
        {
            var outcome = OutcomeOf(await arrivals.AcceptAsync(owner, arrival, cancellationToken));
            first = outcome < first ? outcome : first;
        }

        return End(first, webhook, loginHash);
    }

    private static WebhookOutcome OutcomeOf(ArrivalEffect effect) => effect switch
    {
        ArrivalEffect.Delivered => WebhookOutcome.Delivered,
        ArrivalEffect.Made => WebhookOutcome.Made,
        ArrivalEffect.Failed => WebhookOutcome.Failed,
        ArrivalEffect.Repeated => WebhookOutcome.Repeated,
        ArrivalEffect.Outdated => WebhookOutcome.Outdated,
        _ => WebhookOutcome.Passed,
    };

    /// <summary>Its work is done: the data stand where they belong, and the body is not kept beside them.</summary>
    private WebhookSettlement End(WebhookOutcome outcome, FlinksWebhook webhook, byte[] loginHash) =>
        new(outcome, TypeOf(webhook), loginHash, time.GetUtcNow(), ErasesAt: null);

    private WebhookSettlement Keep(WebhookOutcome outcome, WebhookDelivery delivery, FlinksWebhook webhook, byte[]? loginHash) =>
        new(outcome, TypeOf(webhook), loginHash, outcome == WebhookOutcome.Parked ? null : time.GetUtcNow(), delivery.ReceivedAt + KeptFor);

    private static string? TypeOf(FlinksWebhook webhook) => webhook.Type switch
    {
        WebhookType.AccountsDetail => "GetAccountsDetail",
        WebhookType.Kyc => "KYC",
        _ => null,
    };
}
