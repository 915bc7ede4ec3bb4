using Flinks.Bff.Platform.Settings;
using Microsoft.Data.Sqlite;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>A SQLite file.</summary>
public sealed class SqliteFile : TemporaryDatabase
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"flinks-bff-{Guid.NewGuid():N}.db");

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string ConnectionString => $"Data Source={_file}";

    public override string BreakingSql => "ALTER TABLE Connections RENAME TO Lost";

    /// <summary>The file and its write-ahead log.</summary>
    public override async Task<byte[]> DumpAsync()
    {
        using var bytes = new MemoryStream();
        foreach (var file in Files())
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        }

        return bytes.ToArray();
    }

    public override void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
        {
            // Only this database's pool: other tests run beside this one.
            SqliteConnection.ClearPool(connection);
        }

        foreach (var file in Files())
        {
            File.Delete(file);
        }
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileName(_file) + "*");
}
