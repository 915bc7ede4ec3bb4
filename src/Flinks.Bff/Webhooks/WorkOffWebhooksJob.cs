using Quartz;

namespace Flinks.Bff.Webhooks;

/// <summary>Takes its turn over webhooks that were left behind. Correctness rests on the leases; this only keeps time.</summary>
[DisallowConcurrentExecution]
public sealed class WorkOffWebhooksJob(WebhookWork work) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await work.WorkOffDueAsync(cancellationToken);
}
