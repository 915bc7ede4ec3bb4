using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flinks.Bff.Platform.Persistence.PostgreSql;

/// <summary>How we speak to PostgreSQL.</summary>
public static class PostgreSqlSetup
{
    private const string PreparedAtMost = "Max Auto Prepare";

    /// <summary>Our statements are few.</summary>
    private const int Statements = 50;

    public static DbContextOptionsBuilder UsePostgreSqlAsWeDo(this DbContextOptionsBuilder options, string? connectionString) =>
        options.UseNpgsql(Preparing(connectionString), provider => provider.ExecutionStrategy(static dependencies => new PostgreSqlRetries(dependencies)));

    /// <summary>
    /// What is asked again and again is parsed and planned once for each connection, unless the operator says otherwise (0 where a pooler
    /// stands between). A text that is no connection string is complained of when a connection is opened.
    /// </summary>
    public static string Preparing(string? connectionString)
    {
        if (connectionString?.Contains(PreparedAtMost, StringComparison.OrdinalIgnoreCase) == true)
        {
            return connectionString;
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = Statements }.ConnectionString;
        }
        catch (ArgumentException)
        {
            return connectionString ?? "";
        }
    }
}
