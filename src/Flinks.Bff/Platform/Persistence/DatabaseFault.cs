using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>What a database's complaint means. Each provider says it in its own way.</summary>
public static class DatabaseFault
{
    private const int SqlServerCannotOpenDatabase = 4060;
    private const int SqlServerDatabaseExists = 1801;
    private const int SqlServerObjectExists = 2714;
    private const int SqlServerColumnExists = 2705;
    private const int SqlServerIndexExists = 1913;

    /// <summary>The database failed, or was away for longer than we try.</summary>
    public static bool Is(Exception exception) => exception is DbException or RetryLimitExceededException;

    /// <summary>It could not be reached, however often that was tried; what is asked of it may work in a while.</summary>
    public static bool IsAway(Exception? exception) =>
        exception is RetryLimitExceededException or DbException { IsTransient: true } || (exception is not null && IsAway(exception.InnerException));

    /// <summary>The server is there, the database is not.</summary>
    public static bool IsMissingDatabase(Exception exception) => exception is
        SqlException { Number: SqlServerCannotOpenDatabase } or PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName };

    /// <summary>Somebody else made the same database, table or part of a table at the same moment, or took away what we were about to.</summary>
    public static bool IsMadeMeanwhile(Exception exception) => exception is
        SqlException { Number: SqlServerDatabaseExists or SqlServerObjectExists or SqlServerColumnExists or SqlServerIndexExists }
        or PostgresException
        {
            SqlState: PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateColumn or PostgresErrorCodes.UniqueViolation
                or PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.UndefinedColumn,
        };

    /// <summary>The kind of failure, fit for a line of the log: never the message, which may hold a name or an address.</summary>
    public static string Kind(Exception exception) => exception switch
    {
        RetryLimitExceededException { InnerException: { } inner } => Kind(inner),
        not DbException when IsAway(exception.InnerException) => Kind(exception.InnerException!),
        PostgresException { SqlState: var state } => $"{nameof(PostgresException)} {state}",
        SqlException { Number: var number } => $"{nameof(SqlException)} {number}",
        _ => exception.GetType().Name,
    };
}
