using System.Collections.Concurrent;
using Flinks.Bff.Platform.Telemetry;

namespace Flinks.Bff.Platform.Work;

/// <summary>
/// Work that outlives the request that began it: a caller who hangs up does not undo what was begun at the bank. On shutdown it is given
/// the host's shutdown time-out to end; what is still out then is cut off, and its leases lapse.
/// </summary>
public sealed partial class BackgroundWork(PlatformMetrics metrics, TimeProvider time, ILogger<BackgroundWork> logger) : IHostedService, IDisposable
{
    /// <summary>For what was cut off to say so, before what it stands on is taken away.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly CancellationTokenSource _cutOff = new();

    /// <summary>How many pieces of work are under way.</summary>
    public int Running => _running.Count;

    /// <param name="ended">Called when the work has ended, however it did.</param>
    public void Start(Func<CancellationToken, Task> work, Action? ended = null)
    {
        var task = Task.Run(() => RunAsync(work));
        _running.TryAdd(task, 0);
        task.ContinueWith(
            done =>
            {
                _running.TryRemove(done, out _);
                ended?.Invoke();
            },
            TaskScheduler.Default);
    }

    /// <summary>Completes once all that is under way now, and what it starts, has ended.</summary>
    public async Task WhenIdleAsync()
    {
        while (_running.Keys.ToArray() is { Length: > 0 } running)
        {
            await Task.WhenAll(running);
            foreach (var ended in running)
            {
                _running.TryRemove(ended, out _);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Watch(this);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WhenIdleAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Log.CutOff(logger, Running);
            await _cutOff.CancelAsync();
            await WhenIdleAsync().WaitAsync(LastWords, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _cutOff.Dispose();

    /// <summary>The outermost edge of a piece of work: nobody above could answer for its failure, and its row is found again by its lapsed lease.</summary>
    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_cutOff.Token);
        }
        catch (OperationCanceledException) when (_cutOff.IsCancellationRequested)
        {
            Log.Cancelled(logger);
        }
#pragma warning disable CA1031 // The edge of a loop: the failure is logged and the row is taken up again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A piece of background work failed; its row is taken up again when its lease lapses.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Information, "A piece of background work was cut off by the shutdown.")]
        public static partial void Cancelled(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "The shutdown time-out passed with {Count} pieces of work under way; their leases will lapse.")]
        public static partial void CutOff(ILogger logger, int count);
    }
}
