using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>How a database comes to be what this build needs.</summary>
public sealed class MigrationTests
{
    private const int Instances = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_instances_may_migrate_an_empty_database_at_once()
    {
        using var database = TemporaryDatabase.CreateEmpty();

        await MigrateAtOnceAsync(database);

        await AssertUpToDateAsync(database);
    }

    [Fact]
    public async Task Several_instances_may_make_a_missing_database_at_once()
    {
        using var database = TemporaryDatabase.Name();

        await MigrateAtOnceAsync(database);

        await AssertUpToDateAsync(database);
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        using var database = TemporaryDatabase.Create();
        await MigrateAtOnceAsync(database);

        await MigrateAtOnceAsync(database);

        await AssertUpToDateAsync(database);
    }

    [Fact]
    public async Task A_missing_database_stops_the_start_where_migrating_is_off()
    {
        var database = TemporaryDatabase.Name();

        var exception = await Assert.ThrowsAnyAsync<StartupException>(
            () => BffHost.StartAsync(settings => settings["Database:MigrateOnStart"] = "false", database: database));

        Assert.Contains("dotnet Flinks.Bff.dll migrate", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public async Task A_host_whose_database_has_gone_is_alive_but_not_ready()
    {
        await using var bff = await BffHost.StartAsync();

        bff.Database.Dispose();

        Assert.Equal(503, (await bff.AsNobody().GetAsync("/health/ready")).Status);
        Assert.Equal(200, (await bff.AsNobody().GetAsync("/health/live")).Status);
    }

    private static Task MigrateAtOnceAsync(TemporaryDatabase database) => Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => Task.Run(
        () => new DatabaseStart(new Factory(database), Options.Create(new DatabaseOptions()), NullLogger<DatabaseStart>.Instance).MigrateAsync(Token))));

    private static async Task AssertUpToDateAsync(TemporaryDatabase database)
    {
        await using var db = database.Open();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Token));
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(Token));
        Assert.Equal(0, await db.Connections.CountAsync(Token));
    }

    private sealed class Factory(TemporaryDatabase database) : IDbContextFactory<BffDbContext>
    {
        public BffDbContext CreateDbContext() => database.Open();
    }
}
