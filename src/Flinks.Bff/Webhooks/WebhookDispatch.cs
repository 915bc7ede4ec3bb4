using System.Text.Json;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Timeline;
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
        if (webhook.LoginId is not { } loginId || webhook.Content is WebhookContent.Unknown)
        {
            return Keep(WebhookOutcome.Unknown, delivery, webhook, webhook.LoginId is { } unclear ? lookup.Hash(unclear) : null);
        }

        var known = await lookup.FindAsync(loginId, login => LookUpAsync(login, webhook.LastRefresh, cancellationToken), found => found.IsKnown, cancellationToken);
        return await DispatchAsync(delivery, webhook, known, cancellationToken);
    }

    /// <summary>Given up; what it brought is kept for a while for whoever looks into it.</summary>
    public WebhookSettlement Abandon(WebhookDelivery delivery)
    {
        var now = time.GetUtcNow();
        return new WebhookSettlement(WebhookOutcome.Abandoned, delivery.ResponseType, Login: null, now, now + KeptFor);
    }

    private async Task<WebhookSettlement> DispatchAsync(WebhookDelivery delivery, FlinksWebhook webhook, KnownLogin known, CancellationToken cancellationToken)
    {
        if (webhook.Content is WebhookContent.Partial)
        {
            // The accounts say all of it again, when they come.
            return End(WebhookOutcome.Passed, webhook, known.Login, [.. known.Owners.Select(owner => Tell(owner, WebhookOutcome.Passed, delivery, webhook))]);
        }

        if (known.Owners.Count == 0)
        {
            return known.IsDeleted
                ? End(WebhookOutcome.Dropped, webhook, known.Login, [])
                : Keep(WebhookOutcome.Parked, delivery, webhook, known.Login);
        }

        var arrival = new Arrival(delivery.Id, delivery.ReceivedAt, webhook.RequestId, webhook.LastRefresh, webhook.Content);
        var first = WebhookOutcome.Passed;
        List<TimelineEntry> told = [];
        foreach (var owner in known.Owners)
        {
            var outcome = OutcomeOf(await arrivals.AcceptAsync(owner, arrival, cancellationToken));
            first = outcome < first ? outcome : first;
            if (outcome is WebhookOutcome.Outdated or WebhookOutcome.Passed)
            {
                told.Add(Tell(owner, outcome, delivery, webhook));
            }
        }

        return End(first, webhook, known.Login, told);
    }

    private async Task<KnownLogin> LookUpAsync(LoginHashes login, DateTimeOffset? lastRefresh, CancellationToken cancellationToken)
    {
        var owners = await connections.FindOfLoginAsync(login, cancellationToken);
        return new KnownLogin(login, owners, owners.Count == 0 && await deletions.IsDeletedAsync(login, lastRefresh, cancellationToken));
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
    private WebhookSettlement End(WebhookOutcome outcome, FlinksWebhook webhook, LoginHashes login, IReadOnlyList<TimelineEntry> told) =>
        new(outcome, TypeOf(webhook), login, time.GetUtcNow(), ErasesAt: null) { Told = told };

    private WebhookSettlement Keep(WebhookOutcome outcome, WebhookDelivery delivery, FlinksWebhook webhook, LoginHashes? login) =>
        new(outcome, TypeOf(webhook), login, outcome == WebhookOutcome.Parked ? null : time.GetUtcNow(), delivery.ReceivedAt + KeptFor);

    /// <summary>Where it had an effect, the retrieval that it made or ended tells of it.</summary>
    private static TimelineEntry Tell(ConnectionId owner, WebhookOutcome outcome, WebhookDelivery delivery, FlinksWebhook webhook) => new()
    {
        Id = Guid.CreateVersion7(delivery.ReceivedAt),
        ConnectionId = owner,
        At = delivery.ReceivedAt,
        Kind = TimelineKinds.Webhook,
        Name = TypeOf(webhook) ?? "unknown",
        Detail = new WebhookDetail(JsonNamingPolicy.CamelCase.ConvertName($"{outcome}")).ToJson(),
    };

    private static string? TypeOf(FlinksWebhook webhook) => webhook.Type switch
    {
        WebhookType.AccountsDetail => "GetAccountsDetail",
        WebhookType.Kyc => "KYC",
        _ => null,
    };

    private sealed record KnownLogin(LoginHashes Login, List<ConnectionId> Owners, bool IsDeleted)
    {
        public bool IsKnown => Owners.Count > 0 || IsDeleted;
    }
}
