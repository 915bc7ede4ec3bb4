namespace Flinks.Client.Tests;

/// <summary>A clock that stands still until a test moves it; timers go off on the way.</summary>
public sealed class MovableTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<MovableTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan span)
    {
        var target = GetUtcNow() + span;
        while (FireNext(target))
        {
        }

        lock (_gate)
        {
            _now = target;
        }
    }

    /// <summary>Awaits a task and, whenever it waits for a timer due within the span, moves the clock there.</summary>
    public async Task<T> RunAsync<T>(Task<T> task, TimeSpan within)
    {
        while (!task.IsCompleted)
        {
            FireNext(GetUtcNow() + within);
            await Task.Yield();
        }

        return await task;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MovableTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private bool FireNext(DateTimeOffset limit)
    {
        MovableTimer? next;
        lock (_gate)
        {
            next = _timers.Where(timer => timer.Due <= limit).MinBy(timer => timer.Due);
            if (next is null)
            {
                return false;
            }

            _timers.Remove(next);
            _now = next.Due > _now ? next.Due : _now;
        }

        next.Fire();
        return true;
    }

    private sealed class MovableTimer(MovableTime time, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time._now + dueTime;
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
