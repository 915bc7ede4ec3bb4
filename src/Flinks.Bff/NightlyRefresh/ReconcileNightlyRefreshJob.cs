using Quartz;

namespace Flinks.Bff.NightlyRefresh;

/// <summary>Takes its turn over the connections whose nights have not been asked about for a day.</summary>
[DisallowConcurrentExecution]
public sealed class ReconcileNightlyRefreshJob(NightlyReconciliation reconciliation) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await reconciliation.RunAsync(cancellationToken);
}
