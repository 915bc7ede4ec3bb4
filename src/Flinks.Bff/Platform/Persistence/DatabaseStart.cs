using System.Data.Common;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Brings the database to where this build needs it, before anything else starts.</summary>
public sealed class DatabaseStart(IDbContextFactory<BffDbContext> contexts, IOptions<DatabaseOptions> database) : IHostedLifecycleService
{
    /// <exception cref="StartupException">The database cannot be opened, or is behind this build while migrating by itself is off.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or ArgumentException)
        {
            throw new StartupException($"ConnectionStrings:FlinksBff leads to no database that can be opened ({exception.GetType().Name}).");
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        if (!pending.Any())
        {
            return;
        }

        if (!(database.Value.MigrateOnStart ?? database.Value.Provider == DatabaseProvider.Sqlite))
        {
            throw new PendingMigrationsException();
        }

        await db.Database.MigrateAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The database is behind this build.</summary>
public sealed class PendingMigrationsException()
    : StartupException("Database:MigrateOnStart is off and migrations are pending: run 'dotnet Flinks.Bff.dll migrate' first.");
