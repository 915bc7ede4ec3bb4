using FsCheck;
using FsCheck.Fluent;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Flinks.Bff.Tests.Retrievals.AnyOrder;

/// <summary>
/// What people, Flinks, the clock and the machine do, in random order, to the real service on a real database. A failure is shrunk to the
/// shortest order that still fails, which the message shows.
/// </summary>
public sealed class AnyOrderTests
{
    private const int Orders = 30;

    private const int Longest = 30;

    [Fact]
    public void Whatever_happens_in_whatever_order_the_rows_stay_sound_and_all_ends()
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(Orders).WithEndSize(Longest);

        Prop.ForAll(ArbMap.Default.ArbFor<Happening[]>(), order => PlayAsync(order).GetAwaiter().GetResult()).Check(config);
    }

    private static async Task PlayAsync(Happening[] order)
    {
        await using var run = await RandomRun.StartAsync();
        foreach (var happening in order)
        {
            var before = await run.RowsAsync();
            await run.HappenAsync(happening);
            await CheckAsync(run, before);
        }

        var left = await run.RowsAsync();
        await run.LetEndAsync();
        await CheckAsync(run, left);
        Assert.All(await run.RowsAsync(), row => Assert.True(row.HasEnded, $"It is still {row.State}."));
    }

    private static async Task CheckAsync(RandomRun run, IReadOnlyList<Retrieval> before)
    {
        var rows = await run.RowsAsync();
        SoundRows.Check(before, rows, await run.Bff.ReadAsync(db => db.Connections.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)));
        Assert.True(run.WentToBank <= rows.Count(row => row.Freshness == Freshness.Live), "The bank was asked more often than anybody wished.");
        foreach (var row in rows)
        {
            var shown = await run.User.ShowAsync(row.Id.Value);
            Assert.True(Expected(row.State).Contains(shown.Status), $"{row.State} is shown as {shown.Status}: {shown.Text}");
        }

        Assert.DoesNotContain(run.Bff.Logs.Lines, line => line.Level >= LogLevel.Error);
    }

    private static int[] Expected(RetrievalState state) => state switch
    {
        RetrievalState.Ready => [200, 410],
        RetrievalState.MfaRequired => [203],
        RetrievalState.Failed => [409],
        RetrievalState.Expired or RetrievalState.Superseded => [410],
        _ => [202],
    };
}
