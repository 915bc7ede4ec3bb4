using System.Data.Common;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>Loses the connection to the database once, at a chosen moment.</summary>
internal sealed class FlakyConnection : IDbTransactionInterceptor, IDbCommandInterceptor
{
    private int _commitsLeft;
    private int _commandsLeft;

    /// <summary>It has happened.</summary>
    public bool WasLost { get; private set; }

    public static async Task<(BffHost Bff, FlakyConnection Connection)> StartAsync(Action<Dictionary<string, string?>>? settings = null)
    {
        var connection = new FlakyConnection();
        return (await BffHost.StartAsync(settings, services => TestedProvider.Contexts.Intercept(services, connection)), connection);
    }

    /// <summary>The commit will go through, but nobody hears of it.</summary>
    public void LoseAnswerToCommit(int number) => _commitsLeft = number;

    /// <summary>The command will not arrive.</summary>
    public void LoseCommand(int number) => _commandsLeft = number;

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Count(ref _commitsLeft);
        return Task.CompletedTask;
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count(ref _commandsLeft);
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count(ref _commandsLeft);
        return ValueTask.FromResult(result);
    }

    private void Count(ref int left)
    {
        if (Volatile.Read(ref left) > 0 && Interlocked.Decrement(ref left) == 0)
        {
            WasLost = true;
            // Every provider's strategy takes this for something that passes.
            throw new TimeoutException();
        }
    }
}
