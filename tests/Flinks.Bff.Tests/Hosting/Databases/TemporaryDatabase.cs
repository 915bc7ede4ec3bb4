using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>A database of a test's own, gone when the test is over.</summary>
public abstract class TemporaryDatabase : IDisposable
{
    public abstract DatabaseProvider Provider { get; }

    public abstract string ConnectionString { get; }

    /// <summary>Breaks the table of connections, so that whatever asks for it fails.</summary>
    public abstract string BreakingSql { get; }

    /// <summary>What the host has to be told to use it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Database:Provider"] = Provider.ToString(),
        ["ConnectionStrings:FlinksBff"] = ConnectionString,
    };

    /// <summary>At this build's migration, so that hosts start fast on it. (A SQLite file is still empty: its hosts migrate at start.)</summary>
    public static TemporaryDatabase Create() => TestedProvider.Current switch
    {
        DatabaseProvider.PostgreSql => PostgreSqlDatabase.CopyOfTemplate(),
        DatabaseProvider.SqlServer => SqlServerDatabase.Migrated(),
        _ => new SqliteFile(),
    };

    /// <summary>Without a single table.</summary>
    public static TemporaryDatabase CreateEmpty() => TestedProvider.Current switch
    {
        DatabaseProvider.PostgreSql => PostgreSqlDatabase.Empty(),
        DatabaseProvider.SqlServer => SqlServerDatabase.Empty(),
        _ => new SqliteFile(),
    };

    /// <summary>A name on a server that is there; nobody has made the database yet.</summary>
    public static TemporaryDatabase Name() => TestedProvider.Current switch
    {
        DatabaseProvider.PostgreSql => PostgreSqlDatabase.Missing(),
        DatabaseProvider.SqlServer => SqlServerDatabase.Missing(),
        _ => new SqliteFile(),
    };

    /// <summary>A context of our own on it.</summary>
    public BffDbContext Open() => TestedProvider.ContextsOf(Provider).Open(ConnectionString);

    /// <summary>All that a thief would find in it.</summary>
    public abstract Task<byte[]> DumpAsync();

    public abstract void Dispose();

    /// <summary>Every row, with the values of all its columns as bytes.</summary>
    public async Task<List<(string Table, byte[] Bytes)>> RowsAsync()
    {
        List<(string, byte[])> found = [];
        await using var db = Open();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName() ?? "").Distinct())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            {
                found.Add((table, [.. Enumerable.Range(0, rows.FieldCount).SelectMany(column => StoredValue.Bytes(rows.GetValue(column)))]));
            }
        }

        return found;
    }

    protected async Task<byte[]> DumpRowsAsync() => [.. (await RowsAsync()).SelectMany(row => row.Bytes)];
}
