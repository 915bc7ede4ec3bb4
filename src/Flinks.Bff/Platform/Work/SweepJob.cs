using Quartz;

namespace Flinks.Bff.Platform.Work;

/// <summary>Erases what has had its time, feature by feature; one that fails does not keep the others waiting.</summary>
[DisallowConcurrentExecution]
public sealed partial class SweepJob(IEnumerable<ISweep> sweeps, TimeProvider time, ILogger<SweepJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var sweep in sweeps.Where(sweep => sweep is not ISweepHere))
        {
            try
            {
                await sweep.SweepAsync(time.GetUtcNow(), cancellationToken);
            }
#pragma warning disable CA1031 // The edge of a loop: one failed sweep is logged, and tried again in the next round.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Log.Failed(logger, exception, sweep.GetType().Name);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Sweeping {Sweep} failed; the next round tries again.")]
        public static partial void Failed(ILogger logger, Exception exception, string sweep);
    }
}
