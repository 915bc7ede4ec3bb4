using System.Data.Common;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Brings the database to where this build needs it, before anything else starts.</summary>
public sealed partial class DatabaseStart(
    IDbContextFactory<BffDbContext> contexts, IOptions<DatabaseOptions> database, ILogger<DatabaseStart> logger) : IHostedLifecycleService
{
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
            await BringUpToDateAsync(mayMigrate, cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or ArgumentException)
        {
            throw new StartupException($"ConnectionStrings:FlinksBff leads to no database that can be opened ({exception.GetType().Name}).");
        }
    }

    private async Task BringUpToDateAsync(bool mayMigrate, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        if (!pending.Any())
        {
            return;
        }

        if (!mayMigrate)
        {
            throw new PendingMigrationsException();
        }

        await db.Database.MigrateAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The database is at this build's migration.")]
        public static partial void UpToDate(ILogger logger);
    }
}

/// <summary>The database is behind this build.</summary>
public sealed class PendingMigrationsException()
    : StartupException("Database:MigrateOnStart is off and migrations are pending: run 'dotnet Flinks.Bff.dll migrate' first.");
