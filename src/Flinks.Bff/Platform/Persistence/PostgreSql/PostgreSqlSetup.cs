using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence.PostgreSql;

/// <summary>How we speak to PostgreSQL.</summary>
public static class PostgreSqlSetup
{
    public static DbContextOptionsBuilder UsePostgreSqlAsWeDo(this DbContextOptionsBuilder options, string? connectionString) =>
        options.UseNpgsql(connectionString, provider => provider.ExecutionStrategy(static dependencies => new PostgreSqlRetries(dependencies)));
}
