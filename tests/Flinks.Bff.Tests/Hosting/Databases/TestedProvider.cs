using System.Reflection;
using Flinks.Bff.Platform.Persistence.PostgreSql;
using Flinks.Bff.Platform.Persistence.Sqlite;
using Flinks.Bff.Platform.Persistence.SqlServer;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>
/// The database that the tests of this assembly run on. The same sources are compiled once for each provider; the project file says for which
/// (<c>TestedProvider</c>), SQLite if it says nothing.
/// </summary>
public static class TestedProvider
{
    public static DatabaseProvider Current { get; } = Enum.Parse<DatabaseProvider>(
        typeof(TestedProvider).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == nameof(TestedProvider))?.Value
        ?? nameof(DatabaseProvider.Sqlite));

    /// <summary>Why its tests cannot run here; null if they can.</summary>
    public static string? Absence { get; } = Current switch
    {
        DatabaseProvider.PostgreSql => PostgreSqlServer.Absence,
        DatabaseProvider.SqlServer => SqlServerDatabase.Absence,
        _ => null,
    };

    public static TestedContext Contexts { get; } = ContextsOf(Current);

    public static TestedContext ContextsOf(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.PostgreSql => TestedContext.Of<PostgreSqlBffDbContext>(
            static (options, connectionString) => options.UsePostgreSqlAsWeDo(connectionString), static options => new PostgreSqlBffDbContext(options)),
        DatabaseProvider.SqlServer => TestedContext.Of<SqlServerBffDbContext>(
            static (options, connectionString) => options.UseSqlServerAsWeDo(connectionString), static options => new SqlServerBffDbContext(options)),
        _ => TestedContext.Of<SqliteBffDbContext>(
            static (options, connectionString) => options.UseSqlite(connectionString), static options => new SqliteBffDbContext(options)),
    };
}
