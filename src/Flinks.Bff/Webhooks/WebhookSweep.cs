using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Webhooks;

/// <summary>Erases webhooks that nobody claimed or understood, a day after they came.</summary>
public sealed class WebhookSweep(WebhookStore store, WebhookMetrics metrics) : ISweep
{
    public async Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) => metrics.Unclaimed(await store.SweepAsync(now, cancellationToken));
}
