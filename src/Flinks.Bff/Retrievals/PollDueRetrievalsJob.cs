using Quartz;

namespace Flinks.Bff.Retrievals;

/// <summary>Takes its turn over one shard of the due retrievals. Correctness rests on the leases; this only keeps time.</summary>
[DisallowConcurrentExecution]
public sealed class PollDueRetrievalsJob(DueRetrievals due) : IJob
{
    public const string ShardKey = "shard";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await due.TakeUpAsync(context.MergedJobDataMap.GetInt(ShardKey), cancellationToken);
}
