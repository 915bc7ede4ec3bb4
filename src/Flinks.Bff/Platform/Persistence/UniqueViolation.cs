using Microsoft.Data.Sqlite;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Tells a unique index's refusal from other failures of a write. Each provider says it in its own way.</summary>
public static class UniqueViolation
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqlServerUniqueIndex = 2601;
    private const int SqlServerUniqueConstraint = 2627;

    public static bool Is(DbUpdateException exception) => exception.InnerException is
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey }
        or SqlException { Number: SqlServerUniqueIndex or SqlServerUniqueConstraint }
        or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
