using System.Collections.Concurrent;
using Flinks.Bff.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>The host's clock, which also tells when somebody begins to wait on it: moving it before that would have no effect on them.</summary>
public sealed class WatchedClock(TimeProvider clock) : TimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _awaited = new();

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public static Task<BffHost> StartHostAsync(Action<Dictionary<string, string?>>? settings = null) =>
        BffHost.StartAsync(settings, services =>
        {
            var watched = services.Last(service => service.ServiceType == typeof(TimeProvider));
            services.AddSingleton<TimeProvider>(new WatchedClock((TimeProvider)watched.ImplementationInstance!));
        });

    public static WatchedClock Of(BffHost bff) => (WatchedClock)bff.Services.GetRequiredService<TimeProvider>();

    /// <summary>Done when somebody sets out to wait, once, for just so long.</summary>
    public Task NextWaitAsync(TimeSpan time) =>
        (_awaited[time] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TestContext.Current.CancellationToken);

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        if (period == Timeout.InfiniteTimeSpan && _awaited.TryRemove(dueTime, out var awaited))
        {
            awaited.SetResult();
        }

        return timer;
    }
}
