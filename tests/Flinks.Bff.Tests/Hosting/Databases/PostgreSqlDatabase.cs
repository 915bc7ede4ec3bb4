using Npgsql;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>A database on this process' own PostgreSQL server.</summary>
public sealed class PostgreSqlDatabase : TemporaryDatabase
{
    private readonly PostgreSqlServer _server = PostgreSqlServer.Started;
    private readonly string _name = $"t{Guid.NewGuid():N}";

    private PostgreSqlDatabase()
    {
    }

    public override string ConnectionString => _server.ConnectionString(_name);

    public override string BreakingSql => """ALTER TABLE "Connections" RENAME TO "Lost" """;

    public static PostgreSqlDatabase CopyOfTemplate() => Made($"TEMPLATE {PostgreSqlServer.Template}");

    public static PostgreSqlDatabase Empty() => Made("");

    public static PostgreSqlDatabase Missing() => new();

    /// <summary>What its files hold on the disk, and every value in full: long ones are compressed on the disk.</summary>
    public override async Task<byte[]> DumpAsync()
    {
        _server.Execute(_name, "CHECKPOINT");
        return [.. _server.FilesOf(_name).SelectMany(File.ReadAllBytes), .. await DumpRowsAsync()];
    }

    public override void Dispose()
    {
        using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        _server.Execute(PostgreSqlServer.Maintenance, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private static PostgreSqlDatabase Made(string how)
    {
        var database = new PostgreSqlDatabase();
        database._server.Execute(PostgreSqlServer.Maintenance, $"CREATE DATABASE {database._name} {how}");
        return database;
    }
}
