using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Requests;
using Flinks.Bff.Platform.Security;

namespace Flinks.Bff.Webhooks;

/// <summary>What operators can do with webhooks.</summary>
public sealed class WebhookInbox(WebhookInboxStore store, WebhookWork work, AuditTrail audit, TimeProvider time)
{
    public async Task<WebhookPage> ReadAsync(UserKey reader, WebhookInboxQuery query, CancellationToken cancellationToken)
    {
        await audit.OperatorDidAsync(reader, AuditAction.WebhooksRead, cancellationToken);
        var found = await store.ReadAsync(query.Outcome, Paging.PlaceIn<Guid>(query.After), query.Limit + 1, cancellationToken);
        var page = Paging.Cut(found, query.Limit);
        return new WebhookPage(page.Shown, page.Next(last => new PagePlace<Guid>(last.ReceivedAt, last.DeliveryId)));
    }

    /// <summary>Has one worked off again.</summary>
    public async Task<WebhookReplay> ReplayAsync(UserKey actor, Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await store.ReplayAsync(id, now, AuditNote.ByOperator(actor, AuditAction.WebhookReplayed, now), cancellationToken) is { } again)
        {
            work.Begin(id);
            return new WebhookReplay.Begun(again);
        }

        return await store.FindAsync(id, cancellationToken) switch
        {
            null => new WebhookReplay.Unknown(),
            { WorkedOffAt: not null } => new WebhookReplay.Erased(),
            var waiting => new WebhookReplay.Begun(waiting),
        };
    }
}

/// <summary>What became of the wish to have a webhook worked off again.</summary>
public abstract record WebhookReplay
{
    private WebhookReplay()
    {
    }

    /// <summary>It is worked off, or was about to be anyway.</summary>
    public sealed record Begun(WebhookEntry Entry) : WebhookReplay;

    /// <summary>It was worked off, and its body is no longer held.</summary>
    public sealed record Erased : WebhookReplay;

    /// <summary>There is none.</summary>
    public sealed record Unknown : WebhookReplay;
}
