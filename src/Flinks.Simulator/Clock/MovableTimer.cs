namespace Flinks.Simulator.Clock;

/// <summary>A timer on a <see cref="MovableClock"/>. On a running clock a real timer wakes it; on any clock, moving it does.</summary>
internal sealed class MovableTimer : ITimer
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly MovableClock _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer? _realTimer;
    private TimeSpan _dueAt = TimeSpan.MaxValue;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _disposed;

    public MovableTimer(MovableClock clock, TimerCallback callback, object? state)
    {
        _clock = clock;
        _callback = callback;
        _state = state;
        _realTimer = clock.IsFrozen
            ? null
            : TimeProvider.System.CreateTimer(_ => FireIfDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>On the clock's own scale; <see cref="TimeSpan.MaxValue"/> when it is not set.</summary>
    public TimeSpan DueAt
    {
        get
        {
            lock (_lock)
            {
                return _dueAt;
            }
        }
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return false;
            }

            _dueAt = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : _clock.Elapsed + dueTime;
            _period = period;
        }

        Follow();
        if (dueTime == TimeSpan.Zero)
        {
            // A timer due at once must not fire inside the call that made it.
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.FireIfDue(), this, preferLocal: false);
        }

        return true;
    }

    public void FireIfDue()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            if (_dueAt > _clock.Elapsed)
            {
                SetRealTimer();
                return;
            }

            var repeats = _period > TimeSpan.Zero;
            _dueAt = repeats ? _dueAt + _period : TimeSpan.MaxValue;
        }

        Follow();
        _callback(_state);
    }

    /// <summary>Sets the real timer anew after the clock was moved.</summary>
    public void FollowRealTime()
    {
        lock (_lock)
        {
            SetRealTimer();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _dueAt = TimeSpan.MaxValue;
        }

        _clock.Disarm(this);
        _realTimer?.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Follow()
    {
        if (DueAt == TimeSpan.MaxValue)
        {
            _clock.Disarm(this);
        }
        else
        {
            _clock.Arm(this);
        }

        FollowRealTime();
    }

    private void SetRealTimer()
    {
        if (_realTimer is null || _disposed)
        {
            return;
        }

        var wait = _dueAt == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : _dueAt - _clock.Elapsed;
        if (wait != Timeout.InfiniteTimeSpan)
        {
            wait = TimeSpan.FromMilliseconds(Math.Clamp(wait.TotalMilliseconds, ShortestWait.TotalMilliseconds, int.MaxValue));
        }

        _realTimer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
