using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Brings the database to where this build needs it, before anything else starts.</summary>
public sealed partial class DatabaseStart(
    IDbContextFactory<BffDbContext> contexts, IOptions<DatabaseOptions> database, ILogger<DatabaseStart> logger) : IHostedLifecycleService
{
    /// <summary>Instances that make the same database at the same moment: each loser looks again, and every time one of them has come a migration further.</summary>
    private const int MostTries = 20;

    /// <exception cref="StartupException">The database cannot be opened, or is behind this build while migrating by itself is off.</exception>
    public Task StartingAsync(CancellationToken cancellationToken) =>
        PrepareAsync(database.Value.MigrateOnStart ?? database.Value.Provider == DatabaseProvider.Sqlite, cancellationToken);

    /// <summary>Applies what is pending, whatever <c>Database:MigrateOnStart</c> says: the <c>migrate</c> command.</summary>
    /// <exception cref="StartupException">The database cannot be opened.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(mayMigrate: true, cancellationToken);
        Log.UpToDate(logger);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PrepareAsync(bool mayMigrate, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var exists = await CanBeOpenedAsync(db, mayMigrate, cancellationToken);
            if (!exists || (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await MigrateAsync(db, mayMigrate, cancellationToken);
            }

            if (await ReadersWaitAsync(db, cancellationToken))
            {
                Log.ReadersWait(logger);
            }
        }
        catch (Exception exception) when (DatabaseFault.Is(exception) || exception is ArgumentException)
        {
            throw new StartupException($"ConnectionStrings:FlinksBff leads to no database that can be opened ({DatabaseFault.Kind(exception)}).");
        }
    }

    /// <summary>Opened once without the retries of later work: whoever starts us hears at once that the server is not there.</summary>
    /// <returns>False if the database is still to be made.</returns>
    private static async Task<bool> CanBeOpenedAsync(BffDbContext db, bool mayMigrate, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
        {
            return true;
        }

        var connection = db.Database.GetDbConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (DatabaseFault.IsMissingDatabase(exception))
        {
            return mayMigrate ? false : throw new MissingDatabaseException();
        }
        finally
        {
            await connection.CloseAsync();
        }
    }

    /// <summary>Several instances may do this at once: EF Core's migration lock lets them in one by one, the later ones find nothing to do.</summary>
    private static async Task MigrateAsync(BffDbContext db, bool mayMigrate, CancellationToken cancellationToken)
    {
        if (!mayMigrate)
        {
            throw new PendingMigrationsException();
        }

        for (var tries = 1; ; tries++)
        {
            try
            {
                await db.Database.MigrateAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (DatabaseFault.IsMadeMeanwhile(exception) && tries < MostTries)
            {
                // The lock lies in the database, so it cannot guard the making of it; and on PostgreSQL it is let go between two migrations.
            }
        }
    }

    /// <summary>SQL Server makes readers wait for writers unless the database is told otherwise; the others never do.</summary>
    private static async Task<bool> ReadersWaitAsync(BffDbContext db, CancellationToken cancellationToken) =>
        db.Database.IsSqlServer()
        && !await db.Database.SqlQuery<bool>($"SELECT is_read_committed_snapshot_on AS Value FROM sys.databases WHERE database_id = DB_ID()").SingleAsync(cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The database is at this build's migration.")]
        public static partial void UpToDate(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "READ_COMMITTED_SNAPSHOT is off, so that reads wait for writes: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE.")]
        public static partial void ReadersWait(ILogger logger);
    }
}

/// <summary>The database is behind this build.</summary>
public sealed class PendingMigrationsException()
    : StartupException("Database:MigrateOnStart is off and migrations are pending: run 'dotnet Flinks.Bff.dll migrate' first.");

/// <summary>The server is there, the database is not.</summary>
public sealed class MissingDatabaseException()
    : StartupException("ConnectionStrings:FlinksBff names a database that does not exist: 'dotnet Flinks.Bff.dll migrate' makes it.");
