using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Flinks.Bff.Platform.Persistence.SqlServer;

/// <summary>Retries what failed in passing: a lost connection, a server that is moving, a transaction that lost against another.</summary>
public sealed class SqlServerRetries(ExecutionStrategyDependencies dependencies)
    : SqlServerRetryingExecutionStrategy(dependencies, RetryPauses.MostRetries, RetryPauses.Longest, errorNumbersToAdd: null)
{
    private const int DeadlockVictim = 1205;

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        CallOnWrappedException(lastException, static exception => exception is SqlException { Number: DeadlockVictim })
            ? RetryPauses.AfterConflict(ExceptionsEncountered.Count)
            : base.GetNextDelay(lastException);
}
