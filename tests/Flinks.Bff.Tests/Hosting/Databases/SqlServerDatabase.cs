using System.Collections.Concurrent;
using Flinks.Bff.Platform.Settings;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>
/// A database on the SQL Server that <c>FLINKSBFF_TEST_SQLSERVER</c> leads to. Making one takes seconds there, so those that are still whole
/// after their test are emptied and used again; all are dropped when the process ends.
/// </summary>
public sealed class SqlServerDatabase : TemporaryDatabase
{
    public const string Variable = "FLINKSBFF_TEST_SQLSERVER";

    private static readonly ConcurrentBag<string> Free = [];
    private static readonly string? Server = Environment.GetEnvironmentVariable(Variable);

    private readonly string _name;
    private readonly bool _isReusable;

    static SqlServerDatabase() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => DropFree();

    private SqlServerDatabase(string name, bool isReusable)
    {
        _name = name;
        _isReusable = isReusable;
    }

    public static string? Absence => string.IsNullOrWhiteSpace(Server) ? $"{Variable} is not set: it holds a connection string to a server on which databases may be made." : null;

    public override DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public override string ConnectionString => To(_name);

    public override string BreakingSql => "EXEC sp_rename 'Connections', 'Lost'";

    public static SqlServerDatabase Migrated()
    {
        if (Free.TryTake(out var free))
        {
            return new SqlServerDatabase(free, isReusable: true);
        }

        var made = new SqlServerDatabase(NewName(), isReusable: true);
        using var db = made.Open();
        db.Database.Migrate();
        return made;
    }

    public static SqlServerDatabase Empty()
    {
        var made = Missing();
        Execute("master", $"CREATE DATABASE [{made._name}]");
        return made;
    }

    public static SqlServerDatabase Missing() => new(NewName(), isReusable: false);

    public override Task<byte[]> DumpAsync() => DumpRowsAsync();

    public override void Dispose()
    {
        if (_isReusable && IsEmptied())
        {
            Free.Add(_name);
            return;
        }

        Drop(_name);
    }

    private static string NewName() => $"flinks_bff_{Guid.NewGuid():N}";

    private static string To(string database) => new SqlConnectionStringBuilder(Server) { InitialCatalog = database }.ConnectionString;

    private static void Execute(string database, string sql)
    {
        using var connection = new SqlConnection(To(database));
        connection.Open();
        using var command = new SqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static void DropFree()
    {
        while (Free.TryTake(out var name))
        {
            Drop(name);
        }
    }

    private static void Drop(string name)
    {
        using (var connection = new SqlConnection(To(name)))
        {
            SqlConnection.ClearPool(connection);
        }

        Execute("master", $"IF DB_ID('{name}') IS NOT NULL BEGIN ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}] END");
    }

    /// <summary>False if the test broke it.</summary>
    private bool IsEmptied()
    {
        using var db = Open();
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Distinct();
        try
        {
            Execute(_name, string.Join(";", tables.Select(table => $"DELETE FROM [{table}]")));
            return true;
        }
        catch (SqlException)
        {
            return false;
        }
    }
}
