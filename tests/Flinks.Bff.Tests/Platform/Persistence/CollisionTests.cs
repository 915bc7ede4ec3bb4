using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>Writes that rest on rows not being there.</summary>
public sealed class CollisionTests
{
    private int _tries;

    [Fact]
    public async Task Of_two_that_saw_the_same_gap_one_fills_it_and_the_other_looks_again()
    {
        await using var bff = await BffHost.StartAsync();
        var database = bff.Services.GetRequiredService<Flinks.Bff.Platform.Persistence.Database>();
        var bothLooked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var filled = await Task.WhenAll(Enumerable.Range(0, 2).Select(number => database.WriteAloneAsync(db => FillGapAsync(db, number, bothLooked), Token)));

        Assert.Single(filled, won => won);
        Assert.Equal(1, await bff.ReadAsync(db => db.Keys.CountAsync(key => key.Name.StartsWith("gap"), Token)));
        Assert.Equal(TakesTurns ? 2 : 3, _tries);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>SQLite lets the second one look only when the first is done.</summary>
    private static bool TakesTurns => TestedProvider.Current == DatabaseProvider.Sqlite;

    private async Task<bool> FillGapAsync(BffDbContext db, int number, TaskCompletionSource bothLooked)
    {
        var isFilled = await db.Keys.AnyAsync(key => key.Name.StartsWith("gap"), Token);
        if (Interlocked.Increment(ref _tries) == 2 || TakesTurns)
        {
            bothLooked.TrySetResult();
        }

        await bothLooked.Task.WaitAsync(Token);
        if (isFilled)
        {
            return false;
        }

        db.Keys.Add(new StoredKey { Name = $"gap-{number}", Value = [1], CreatedAt = BffHost.Start });
        await db.SaveChangesAsync(Token);
        return true;
    }
}
