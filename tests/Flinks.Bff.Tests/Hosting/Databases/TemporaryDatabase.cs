using Microsoft.Data.Sqlite;

namespace Flinks.Bff.Tests.Hosting;

/// <summary>A SQLite file of a test's own, gone when the test is over.</summary>
public sealed class TemporaryDatabase : IDisposable
{
    public string File { get; } = Path.Combine(Path.GetTempPath(), $"flinks-bff-{Guid.NewGuid():N}.db");

    public string ConnectionString => $"Data Source={File}";

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
        {
            // Only this database's pool: other tests run beside this one.
            SqliteConnection.ClearPool(connection);
        }

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(File)!, Path.GetFileName(File) + "*"))
        {
            System.IO.File.Delete(file);
        }
    }
}
