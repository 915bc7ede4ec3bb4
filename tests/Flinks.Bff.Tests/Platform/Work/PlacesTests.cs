using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Tests.Platform.Work;

public sealed class PlacesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Xunit.Fact]
    public async Task There_are_so_many_and_no_more()
    {
        var places = new Places(most: 10, worthwhile: 2);

        Assert.Equal(6, await places.TakeAsync(6, Token));
        Assert.Equal(4, await places.TakeAsync(6, Token));
        Assert.Equal(0, await places.TakeAsync(6, new CancellationToken(canceled: true)));
    }

    [Xunit.Fact]
    public async Task Who_waits_gets_several_at_once()
    {
        var places = new Places(most: 10, worthwhile: 3);
        await places.TakeAsync(10, Token);

        var waiting = places.TakeAsync(10, Token);
        places.GiveBack(2);
        var isServed = waiting.IsCompleted;
        places.GiveBack(1);

        Assert.False(isServed);
        Assert.Equal(3, await waiting);
    }

    [Xunit.Fact]
    public async Task Who_stops_waiting_gets_none_and_takes_none()
    {
        var places = new Places(most: 4, worthwhile: 1);
        await places.TakeAsync(4, Token);
        using var patience = new CancellationTokenSource();

        var waiting = places.TakeAsync(1, patience.Token);
        await patience.CancelAsync();
        var taken = await waiting;
        places.GiveBack(4);

        Assert.Equal(0, taken);
        Assert.Equal(4, await places.TakeAsync(4, Token));
    }
}
