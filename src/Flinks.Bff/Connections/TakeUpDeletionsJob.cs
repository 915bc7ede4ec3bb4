using Quartz;

namespace Flinks.Bff.Connections;

/// <summary>Takes its turn over the deletions that Flinks has not confirmed.</summary>
[DisallowConcurrentExecution]
public sealed class TakeUpDeletionsJob(DeletionService deletions) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await deletions.TakeUpDueAsync(cancellationToken);
}
