using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>
/// The way to the database. A write is one transaction inside the provider's execution strategy, so its work may run twice: it must start
/// from what it reads and keep nothing between two runs. A commit whose answer was lost may have gone through: work that would not do the
/// same thing again says how its traces are found, and then does not run twice.
/// </summary>
public sealed class Database(IDbContextFactory<BffDbContext> contexts, WriteTurn turn)
{
    public async Task<T> ReadAsync<T>(Func<BffDbContext, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await query(db);
    }

    public Task<T> WriteAsync<T>(Func<BffDbContext, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(work, Unknown, IsolationLevel.ReadCommitted, cancellationToken);

    /// <param name="wasDone">Finds out whether the work was committed; asked only when the commit's answer was lost.</param>
    public Task<T> WriteAsync<T>(Func<BffDbContext, Task<T>> work, Func<BffDbContext, Task<bool>> wasDone, CancellationToken cancellationToken) =>
        WriteAsync(work, wasDone, IsolationLevel.ReadCommitted, cancellationToken);

    /// <summary>A write that rests on rows not being there: nobody else may add them meanwhile.</summary>
    public Task<T> WriteAloneAsync<T>(Func<BffDbContext, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(work, Unknown, IsolationLevel.Serializable, cancellationToken);

    /// <inheritdoc cref="WriteAloneAsync{T}(Func{BffDbContext, Task{T}}, CancellationToken)"/>
    /// <param name="wasDone">Finds out whether the work was committed; asked only when the commit's answer was lost.</param>
    public Task<T> WriteAloneAsync<T>(Func<BffDbContext, Task<T>> work, Func<BffDbContext, Task<bool>> wasDone, CancellationToken cancellationToken) =>
        WriteAsync(work, wasDone, IsolationLevel.Serializable, cancellationToken);

    private static Task<bool> Unknown(BffDbContext db) => Task.FromResult(false);

    private async Task<T> WriteAsync<T>(
        Func<BffDbContext, Task<T>> work, Func<BffDbContext, Task<bool>> wasDone, IsolationLevel isolation, CancellationToken cancellationToken)
    {
        using var held = await turn.TakeAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.CreateExecutionStrategy().ExecuteInTransactionAsync(
            db,
            (mine, _) =>
            {
                mine.ChangeTracker.Clear();
                return work(mine);
            },
            (mine, _) => wasDone(mine),
            isolation,
            cancellationToken);
    }
}
