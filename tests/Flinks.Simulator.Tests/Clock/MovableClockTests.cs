using Flinks.Simulator.Clock;

namespace Flinks.Simulator.Tests.Clock;

public sealed class MovableClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_frozen_clock_moves_only_when_it_is_moved()
    {
        var clock = MovableClock.FrozenAt(Start);

        clock.Advance(TimeSpan.FromMinutes(8));

        Assert.Equal(Start.AddMinutes(8), clock.GetUtcNow());
    }

    [Fact]
    public void A_running_clock_is_ahead_by_what_it_was_moved()
    {
        var clock = new MovableClock();

        clock.Advance(TimeSpan.FromDays(1));

        Assert.InRange(clock.GetUtcNow() - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(25));
    }

    [Fact]
    public void Elapsed_time_includes_the_move()
    {
        var clock = MovableClock.FrozenAt(Start);
        var before = clock.GetTimestamp();

        clock.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal(TimeSpan.FromSeconds(90), clock.GetElapsedTime(before));
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_is_moved_past_it()
    {
        var clock = MovableClock.FrozenAt(Start);
        var delay = Task.Delay(TimeSpan.FromMinutes(30), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));

        await delay.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_delay_on_a_running_clock_ends_when_the_clock_is_moved_past_it()
    {
        var clock = new MovableClock();
        var delay = Task.Delay(TimeSpan.FromHours(5), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromHours(6));

        await delay.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_delay_on_a_running_clock_ends_by_itself()
    {
        var clock = new MovableClock();

        await Task.Delay(TimeSpan.FromMilliseconds(20), clock, TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.Zero, clock.Moved);
    }

    [Fact]
    public async Task A_move_shortens_what_is_left_of_a_delay_on_a_running_clock()
    {
        var clock = new MovableClock();
        var delay = Task.Delay(TimeSpan.FromHours(1), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(30));

        await delay.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_delay_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var clock = MovableClock.FrozenAt(Start);
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => delay);
    }

    [Fact]
    public void Timers_fire_the_earliest_first()
    {
        var clock = MovableClock.FrozenAt(Start);
        var fired = new List<string>();
        using var late = clock.CreateTimer(_ => fired.Add("late"), null, TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
        using var early = clock.CreateTimer(_ => fired.Add("early"), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["early", "late"], fired);
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_each_period_that_passed()
    {
        var clock = MovableClock.FrozenAt(Start);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

        clock.Advance(TimeSpan.FromSeconds(35));

        Assert.Equal(3, fired);
    }

    [Fact]
    public void A_disposed_timer_does_not_fire()
    {
        var clock = MovableClock.FrozenAt(Start);
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, fired);
    }

    [Fact]
    public void A_changed_timer_keeps_its_new_time()
    {
        var clock = MovableClock.FrozenAt(Start);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, fired);
        clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(1, fired);
    }

    [Fact]
    public void It_does_not_move_backwards()
    {
        var clock = new MovableClock();

        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromSeconds(-1)));
    }
}
