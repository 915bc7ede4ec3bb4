using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace Flinks.Bff.Platform.Persistence.PostgreSql;

/// <summary>Retries what failed in passing: a lost connection, a server that is moving, a transaction that lost against another.</summary>
public sealed class PostgreSqlRetries(ExecutionStrategyDependencies dependencies)
    : NpgsqlRetryingExecutionStrategy(dependencies, RetryPauses.MostRetries, RetryPauses.Longest, errorCodesToAdd: null)
{
    protected override bool ShouldRetryOn(Exception? exception) => base.ShouldRetryOn(exception) || BrokenConnector.IsCauseOf(exception);

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        CallOnWrappedException(
            lastException,
            static exception => exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected })
            ? RetryPauses.AfterConflict(ExceptionsEncountered.Count)
            : base.GetNextDelay(lastException);
}
