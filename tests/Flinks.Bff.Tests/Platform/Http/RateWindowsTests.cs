using Flinks.Bff.Platform.Http;

namespace Flinks.Bff.Tests.Platform.Http;

public sealed class RateWindowsTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void However_many_callers_come_the_room_does_not_grow()
    {
        var windows = new RateWindows<int>(quota: 1, _clock);

        for (var caller = 0; caller < 5 * RateWindows<int>.MostRemembered; caller++)
        {
            windows.Take(caller);
        }

        Assert.InRange(windows.Remembered, 1, RateWindows<int>.MostRemembered);
    }

    [Fact]
    public void Who_keeps_calling_is_remembered_among_however_many()
    {
        var windows = new RateWindows<int>(quota: 1, _clock);
        Assert.True(windows.Take(-1).IsTaken);

        for (var caller = 0; caller < 2 * RateWindows<int>.MostRemembered; caller++)
        {
            windows.Take(caller);
            if (caller % 1_000 == 0)
            {
                Assert.False(windows.Take(-1).IsTaken);
            }
        }
    }

    [Fact]
    public void A_window_that_is_open_outlives_the_turn_of_the_minute()
    {
        var windows = new RateWindows<string>(quota: 1, _clock);
        _clock.Advance(TimeSpan.FromSeconds(59));
        windows.Take("alice");

        _clock.Advance(TimeSpan.FromSeconds(59));
        windows.Take("bob");

        Assert.False(windows.Take("alice").IsTaken);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(windows.Take("alice").IsTaken);
    }

    [Fact]
    public void Who_stays_away_is_forgotten()
    {
        var windows = new RateWindows<string>(quota: 1, _clock);
        windows.Take("alice");

        _clock.Advance(RateWindow.Length);
        windows.Take("bob");
        _clock.Advance(RateWindow.Length);
        windows.Take("bob");

        Assert.Equal(1, windows.Remembered);
    }

    [Fact]
    public async Task Calls_at_once_are_counted_one_by_one()
    {
        var windows = new RateWindows<string>(quota: 100, _clock);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 50).Count(_ => windows.Take("alice").IsTaken))));

        Assert.Equal(100, taken.Sum());
    }
}
