using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Flinks.Bff.Platform.Persistence.Sqlite;

/// <summary>
/// <c>synchronous</c>: with a write-ahead log this loses nothing when the process dies, and the last moments at most when the power does; the file
/// stays whole either way. Each commit is spared a wait for the disk. <c>secure_delete</c>: what was erased is overwritten in the file, where it
/// would otherwise lie until its page is used again. It costs erasing large results twice the time, and nothing else anything that can be measured.
/// </summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
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
        command.CommandText = "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON";
        command.ExecuteNonQuery();
    }
}
