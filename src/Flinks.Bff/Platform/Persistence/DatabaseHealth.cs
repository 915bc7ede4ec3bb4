using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>The database answers and is at this build's migration.</summary>
public sealed class DatabaseHealth(IDbContextFactory<BffDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await IsReachableAsync(db, cancellationToken))
        {
            return HealthCheckResult.Unhealthy("The database cannot be reached.");
        }

        var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any() ? HealthCheckResult.Unhealthy("Migrations are pending.") : HealthCheckResult.Healthy();
    }

    /// <summary>Asked of the connection itself: the context would try for a while, and who asks wants to know how it is now.</summary>
    private static async Task<bool> IsReachableAsync(BffDbContext db, CancellationToken cancellationToken)
    {
        var connection = db.Database.GetDbConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var question = connection.CreateCommand();
            question.CommandText = "SELECT 1";
            await question.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (DatabaseFault.Is(exception))
        {
            return false;
        }
        finally
        {
            await connection.CloseAsync();
        }
    }
}
