using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Tests.Platform.Work;

/// <summary>Who is alone, and since when the others know of one who is new.</summary>
public sealed class NeighboursTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_is_alone_knows_it_at_once()
    {
        await using var bff = await StartAsync();
        using var one = await ComeAsync(bff);

        Assert.False(await one.AreThereAsync(Token));
    }

    [Fact]
    public async Task A_new_one_counts_on_nothing_before_the_others_must_have_noticed_it()
    {
        await using var bff = await StartAsync();
        using var one = await ComeAsync(bff);
        using var other = await ComeAsync(bff);

        var answering = other.AreThereAsync(Token).AsTask();
        var isAnswered = answering.IsCompleted;
        bff.Clock.Advance(Neighbours.NoticedWithin);

        Assert.False(isAnswered);
        Assert.True(await answering);
        Assert.True(await one.AreThereAsync(Token));
    }

    [Fact]
    public async Task Nobody_believes_to_be_alone_for_longer_than_a_new_one_waits()
    {
        await using var bff = await StartAsync();
        using var one = await ComeAsync(bff);
        bff.Clock.Advance(Neighbours.NoticedWithin);
        var atFirst = await one.AreThereAsync(Token);
        using var other = await ComeAsync(bff);

        bff.Clock.Advance(Neighbours.NoticedWithin - TimeSpan.FromSeconds(1));

        Assert.False(atFirst);
        Assert.True(one.MayBeThere);
        Assert.True(await one.AreThereAsync(Token));
    }

    [Fact]
    public async Task One_that_was_silent_for_long_is_not_counted_on()
    {
        await using var bff = await StartAsync();
        using var silent = await ComeAsync(bff);
        using var one = await ComeAsync(bff);
        bff.Clock.Advance(Neighbours.NoticedWithin);
        var before = await one.AreThereAsync(Token);

        bff.Clock.Advance(Neighbours.SilentFor);

        Assert.True(before);
        Assert.False(await one.AreThereAsync(Token));
    }

    [Fact]
    public async Task One_that_was_silent_for_long_is_new_again()
    {
        await using var bff = await StartAsync();
        var clock = new WatchedClock(bff.Clock);
        using var silent = await ComeAsync(bff, clock);
        using var one = await ComeAsync(bff);
        bff.Clock.Advance(Neighbours.SilentFor);
        await one.LookAsync(Token);

        var waiting = clock.NextWaitAsync(Neighbours.NoticedWithin);
        var answering = silent.AreThereAsync(Token).AsTask();
        await waiting;
        await one.LookAsync(Token);
        var isAnswered = answering.IsCompleted;
        bff.Clock.Advance(Neighbours.NoticedWithin);

        Assert.False(isAnswered);
        Assert.True(await answering.WaitAsync(Token));
        Assert.True(await one.AreThereAsync(Token));
    }

    [Fact]
    public async Task One_that_stops_is_gone_at_once()
    {
        await using var bff = await StartAsync();
        using var one = await ComeAsync(bff);
        using var other = await ComeAsync(bff);

        await other.StopAsync(Token);
        await one.LookAsync(Token);

        Assert.False(await one.AreThereAsync(Token));
    }

    [Fact]
    public async Task On_SQLite_there_is_nobody_else()
    {
        await using var bff = await StartAsync();
        using var one = Of(bff, DatabaseProvider.Sqlite);
        await one.StartAsync(Token);

        Assert.False(one.MayBeThere);
        Assert.False(await one.AreThereAsync(Token));
    }

    /// <summary>A host that is not counted itself.</summary>
    private static async Task<BffHost> StartAsync()
    {
        var bff = await BffHost.StartAsync();
        await bff.Services.GetRequiredService<Neighbours>().StopAsync(Token);
        return bff;
    }

    /// <summary>Has said that it lives and looked around, as at its start. It does not look again by itself.</summary>
    private static async Task<Neighbours> ComeAsync(BffHost bff, TimeProvider? clock = null)
    {
        var one = Of(bff, DatabaseProvider.SqlServer, clock);
        await one.LookAsync(Token);
        return one;
    }

    /// <summary>Whatever the database is: only the setting says whether others may be there.</summary>
    private static Neighbours Of(BffHost bff, DatabaseProvider provider, TimeProvider? clock = null) => new(
        bff.Services.GetRequiredService<InstanceStore>(), Options.Create(new DatabaseOptions { Provider = provider }), clock ?? bff.Clock, NullLogger<Neighbours>.Instance);
}
