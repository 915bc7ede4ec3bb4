using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Flinks.Bff.Platform.Persistence.Sqlite;

/// <summary>
/// With a write-ahead log this setting loses nothing when the process dies, and the last moments at most when the power does; the file stays
/// whole either way. Each commit is spared a wait for the disk.
/// </summary>
public sealed class SqliteDurability : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = NORMAL";
        command.ExecuteNonQuery();
    }
}
