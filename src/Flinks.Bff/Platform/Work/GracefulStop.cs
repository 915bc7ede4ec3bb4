using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;
using Quartz;

namespace Flinks.Bff.Platform.Work;

/// <summary>
/// The order of a stop. At once: not ready, event streams end, long waits are answered, the clock begins nothing new. Then calls are still
/// taken for <c>Shutdown:Drain</c>, as load balancers need a moment to notice. Then the server takes no more connections, refuses what
/// would begin new work, and whatever is out has the rest of <c>Shutdown:Timeout</c> to end.
/// </summary>
public sealed partial class GracefulStop(
    IHostApplicationLifetime lifetime, ISchedulerFactory schedulers, IOptions<ShutdownOptions> options, TimeProvider time, ILogger<GracefulStop> logger)
    : IHostedLifecycleService
{
    private volatile bool _isOver;

    /// <summary>The time in which calls were still taken is over.</summary>
    public bool BeginsNothing => _isOver;

    /// <summary>Before the server and the others are stopped.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Whoever stops the host without a signal has not said so yet.
        lifetime.StopApplication();
        foreach (var scheduler in await schedulers.GetAllSchedulers(cancellationToken))
        {
            await scheduler.Standby(cancellationToken);
        }

        Log.Draining(logger, options.Value.Drain);
        if (options.Value.Drain > TimeSpan.Zero)
        {
            await Task.Delay(options.Value.Drain, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _isOver = true;
        Log.Closing(logger);
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Log.Stopped(logger);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Stopping: not ready, nothing new begins by the clock; calls are taken for another {Drain}.")]
        public static partial void Draining(ILogger logger, TimeSpan drain);

        [LoggerMessage(LogLevel.Information, "Stopping: no more calls are taken; what is under way ends.")]
        public static partial void Closing(ILogger logger);

        [LoggerMessage(LogLevel.Information, "Stopped.")]
        public static partial void Stopped(ILogger logger);
    }
}
