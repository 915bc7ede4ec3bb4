using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Flinks.Bff.Tests.PostgreSql.Scripts;

/// <summary>The SQL script that stands in for <c>migrate</c> where only a database administrator may change tables.</summary>
public sealed class MigrationScriptTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_twice_on_an_empty_database_it_makes_what_the_migrations_make()
    {
        using var byScript = TemporaryDatabase.CreateEmpty();
        using var byMigrations = TemporaryDatabase.Create();
        await using var scripted = byScript.Open();
        await using var migrated = byMigrations.Open();
        var script = scripted.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        await RunAsync(scripted, script);
        await RunAsync(scripted, script);

        var schema = await SchemaAsync(migrated);
        Assert.True(schema.Count > 100);
        Assert.Equal(schema, await SchemaAsync(scripted));
        Assert.Empty(await scripted.Database.GetPendingMigrationsAsync(Token));
    }

    /// <summary>As <c>psql</c> runs it: all of it as it stands, without looking for parameters.</summary>
    private static async Task RunAsync(BffDbContext db, string script)
    {
        await db.Database.OpenConnectionAsync(Token);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync(Token);
        await db.Database.CloseConnectionAsync();
    }

    private static Task<List<string>> SchemaAsync(BffDbContext db) => db.Database.SqlQuery<string>($"""
        SELECT concat_ws(' ', table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity) AS "Value"
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        ORDER BY 1
        """).ToListAsync(Token);
}
