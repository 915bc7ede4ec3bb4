using Flinks.Bff.Platform.Settings;
using Npgsql;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>A database on this process' own PostgreSQL server.</summary>
public sealed class PostgreSqlDatabase : TemporaryDatabase
{
    private readonly PostgreSqlServer _server;
    private readonly string _name = $"t{Guid.NewGuid():N}";

    private PostgreSqlDatabase(PostgreSqlServer server) => _server = server;

    public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public override string ConnectionString => _server.ConnectionString(_name);

    public override string BreakingSql => """ALTER TABLE "Connections" RENAME TO "Lost" """;

    public static PostgreSqlDatabase CopyOfTemplate() => CopyOfTemplate(PostgreSqlServer.Started);

    public static PostgreSqlDatabase CopyOfTemplate(PostgreSqlServer server) => Made(server, $"TEMPLATE {PostgreSqlServer.Template} STRATEGY FILE_COPY");

    public static PostgreSqlDatabase Empty() => Made(PostgreSqlServer.Started, "");

    public static PostgreSqlDatabase Missing() => new(PostgreSqlServer.Started);

    /// <summary>What its files hold on the disk, and every value in full: long ones are compressed on the disk.</summary>
    public override async Task<byte[]> DumpAsync()
    {
        _server.Execute(_name, "CHECKPOINT");
        return [.. _server.FilesOf(_name).SelectMany(WhatIsIn), .. await DumpRowsAsync()];
    }

    public override void Dispose()
    {
        using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        _server.Execute(PostgreSqlServer.Maintenance, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    /// <summary>The server makes and drops files of its own while it works, and those hold nothing of ours.</summary>
    private static byte[] WhatIsIn(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    private static PostgreSqlDatabase Made(PostgreSqlServer server, string how)
    {
        var database = new PostgreSqlDatabase(server);
        server.Execute(PostgreSqlServer.Maintenance, $"CREATE DATABASE {database._name} {how}");
        return database;
    }
}
