namespace Flinks.Simulator.Clock;

/// <summary>
/// A clock that can be moved forward. It either runs (real time plus what it was moved by) or stands still (frozen), and its timers fire
/// when their moment is reached by running or by moving.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<MovableTimer> _timers = [];
    private readonly DateTimeOffset? _frozenAt;
    private readonly long _startedAt = System.GetTimestamp();
    private TimeSpan _moved;
    private TaskCompletionSource? _timerSet;

    /// <summary>A clock that runs with real time.</summary>
    public MovableClock()
    {
    }

    private MovableClock(DateTimeOffset frozenAt) => _frozenAt = frozenAt;

    /// <summary>A clock that stands at <paramref name="start"/> until it is moved.</summary>
    public static MovableClock FrozenAt(DateTimeOffset start) => new(start.ToUniversalTime());

    public bool IsFrozen => _frozenAt is not null;

    /// <summary>How far it was moved in all.</summary>
    public TimeSpan Moved => _moved;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time since this clock was made, as it tells it.</summary>
    internal TimeSpan Elapsed => IsFrozen ? _moved : System.GetElapsedTime(_startedAt) + _moved;

    public override DateTimeOffset GetUtcNow() => (_frozenAt ?? System.GetUtcNow()) + _moved;

    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Moves the clock forward and fires every timer whose moment has come, the earliest first.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_lock)
        {
            _moved += by;
        }

        while (NextDue() is { } timer)
        {
            timer.FireIfDue();
        }

        foreach (var timer in Armed())
        {
            timer.FollowRealTime();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new MovableTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Done as soon as somebody waits for this clock: a test then knows that moving it has an effect.</summary>
    public Task TimerSetAsync()
    {
        lock (_lock)
        {
            _timerSet ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _timers.Count > 0 ? Task.CompletedTask : _timerSet.Task;
        }
    }

    internal void Arm(MovableTimer timer)
    {
        lock (_lock)
        {
            _timers.Add(timer);
            _timerSet?.TrySetResult();
            _timerSet = null;
        }
    }

    internal void Disarm(MovableTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }

    private MovableTimer? NextDue() => Armed().Where(timer => timer.DueAt <= Elapsed).MinBy(timer => timer.DueAt);

    private MovableTimer[] Armed()
    {
        lock (_lock)
        {
            return [.. _timers];
        }
    }
}
