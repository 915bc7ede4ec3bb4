using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>
/// The way to the database. A write is one transaction inside the provider's execution strategy, so its work may run twice: it must start
/// from what it reads and keep nothing between two runs.
/// </summary>
public sealed class Database(IDbContextFactory<BffDbContext> contexts, WriteTurn turn)
{
    public async Task<T> ReadAsync<T>(Func<BffDbContext, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await query(db);
    }

    public Task<T> WriteAsync<T>(Func<BffDbContext, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(work, IsolationLevel.ReadCommitted, cancellationToken);

    /// <summary>A write that rests on rows not being there: nobody else may add them meanwhile.</summary>
    public Task<T> WriteAloneAsync<T>(Func<BffDbContext, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(work, IsolationLevel.Serializable, cancellationToken);

    private async Task<T> WriteAsync<T>(Func<BffDbContext, Task<T>> work, IsolationLevel isolation, CancellationToken cancellationToken)
    {
        using var mine = await turn.TakeAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                db.ChangeTracker.Clear();
                await using var transaction = await db.Database.BeginTransactionAsync(isolation, token);
                var result = await work(db);
                await transaction.CommitAsync(token);
                return result;
            },
            cancellationToken);
    }
}
