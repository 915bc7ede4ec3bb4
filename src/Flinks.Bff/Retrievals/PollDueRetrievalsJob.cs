using Quartz;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// A turn over one shard of the due retrievals, of several rounds: handing a turn from one instance to another costs the database more than
/// a round does. Correctness rests on the leases; this only keeps time.
/// </summary>
[DisallowConcurrentExecution]
public sealed class PollDueRetrievalsJob(DueRetrievals due, IHostApplicationLifetime lifetime, TimeProvider time) : IJob
{
    public const string ShardKey = "shard";

    private const int RoundsPerTurn = 5;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var shard = context.MergedJobDataMap.GetInt(ShardKey);
        var pause = ((ISimpleTrigger)context.Trigger).RepeatInterval;
        for (var rounds = 1; await due.TakeUpAsync(shard, cancellationToken) && rounds < RoundsPerTurn && !ending.IsCancellationRequested; rounds++)
        {
            await Task.Delay(pause, time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
