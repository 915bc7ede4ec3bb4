using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence.SqlServer;

/// <summary>How we speak to SQL Server.</summary>
public static class SqlServerSetup
{
    /// <summary>Several result sets at once on one connection are switched off, whatever the connection string says: with them EF Core gives up savepoints.</summary>
    public static DbContextOptionsBuilder UseSqlServerAsWeDo(this DbContextOptionsBuilder options, string? connectionString) => options.UseSqlServer(
        new SqlConnectionStringBuilder(connectionString) { MultipleActiveResultSets = false }.ConnectionString,
        provider => provider.ExecutionStrategy(static dependencies => new SqlServerRetries(dependencies)));
}
