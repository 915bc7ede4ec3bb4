using System.Reflection;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Persistence.SqlServer;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Tests.SqlServer.OnPaper;

/// <summary>
/// What can be known of SQL Server without one: that everything it would be asked is Transact-SQL. Not known from this is whether it answers
/// well, how it locks, and whether it is fast: for that the tests of this project run where <c>FLINKSBFF_TEST_SQLSERVER</c> leads to a server.
/// </summary>
public sealed class TransactSqlTests
{
    public static TheoryData<string, bool> Stores
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var store in StoreTypes)
            {
                data.Add(store.Name, true);
                data.Add(store.Name, false);
            }

            return data;
        }
    }

    private static IEnumerable<Type> StoreTypes => typeof(BffDbContext).Assembly.GetTypes().Where(type => type.Name.EndsWith("Store", StringComparison.Ordinal) && type.IsClass);

    [Xunit.Theory]
    [MemberData(nameof(Stores))]
    public async Task All_that_a_store_asks_is_Transact_SQL(string store, bool finds)
    {
        var server = new PaperServer(finds);
        using var turn = new WriteTurn(oneAtATime: false);
        var type = StoreTypes.Single(type => type.Name == store);
        var asking = Activator.CreateInstance(type, new Database(server, turn));

        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            var before = server.Asked.Count;
            await (Task)(method.Invoke(asking, MadeUp.ArgumentsOf(method)) ?? Task.CompletedTask);
            Assert.True(server.Asked.Count > before, $"{store}.{method.Name} asked nothing.");
        }

        Assert.All(server.Asked, sql => Assert.Empty(TransactSql.Complaints(sql)));
    }

    [Xunit.Fact]
    public async Task All_that_migrating_asks_is_Transact_SQL()
    {
        var server = new PaperServer(answersWithRow: true);
        var start = new DatabaseStart(server, Options.Create(new DatabaseOptions { Provider = DatabaseProvider.SqlServer }), NullLogger<DatabaseStart>.Instance);

        await start.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Contains(server.Asked, sql => sql.Contains("is_read_committed_snapshot_on", StringComparison.Ordinal));
        Assert.Contains(server.Asked, sql => sql.Contains("CREATE TABLE [Retrievals]", StringComparison.Ordinal));
        Assert.Contains(server.Asked, sql => sql.Contains("sp_getapplock", StringComparison.Ordinal));
        Assert.All(server.Asked, sql => Assert.Empty(TransactSql.Complaints(sql)));
    }

    [Xunit.Fact]
    public void The_script_of_the_migrations_is_Transact_SQL_and_may_be_run_again()
    {
        using var db = new SqlServerDesignTime().CreateDbContext([]);

        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        Assert.Empty(TransactSql.Complaints(script));
        Assert.Equal(db.Model.GetEntityTypes().Count() + 1, Occurrences(script, "CREATE TABLE"));
        // Each migration also notes that it was done; only the table of these notes is made without asking them.
        var steps = Occurrences(script, "CREATE TABLE") - 1 + Occurrences(script, "INDEX [IX_") + Occurrences(script, "ALTER TABLE") + Occurrences(script, "INSERT INTO [__EFMigrationsHistory]");
        Assert.Equal(steps, Occurrences(script, "IF NOT EXISTS"));
    }

    [Xunit.Fact]
    public void What_is_not_Transact_SQL_is_told()
    {
        Assert.NotEmpty(TransactSql.Complaints("SELECT * FROM \"Keys\" LIMIT 1"));
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
