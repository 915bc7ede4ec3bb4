using System.Globalization;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Whether the database is set up as it has to be. That connections read one result at a time we see to ourselves.</summary>
public sealed class DatabaseSettingsCheck(IDbContextFactory<BffDbContext> contexts, IOptions<DatabaseOptions> options) : DoctorCheck("database settings", DoctorNeed.Database)
{
    private const int SqlServer2019 = 15;
    private const int OldestPostgreSql = 13;

    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return options.Value.Provider switch
        {
            DatabaseProvider.SqlServer => await SqlServerAsync(db, cancellationToken),
            DatabaseProvider.PostgreSql => await PostgreSqlAsync(db, cancellationToken),
            _ => await SqliteAsync(db, cancellationToken),
        };
    }

    private async Task<Finding> SqliteAsync(BffDbContext db, CancellationToken cancellationToken) =>
        await Scalar.AskAsync<string>(db, "PRAGMA journal_mode", cancellationToken) == "wal"
            ? Ok("SQLite writes ahead. It is for one instance; SQL Server or PostgreSQL are for more.")
            : Warning("SQLite does not write ahead, so that readers and writers wait for each other.", "PRAGMA journal_mode = WAL, once, while nothing else uses the file.");

    private async Task<Finding> SqlServerAsync(BffDbContext db, CancellationToken cancellationToken)
    {
        if (MajorOf(await Scalar.AskAsync<string>(db, "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(40))", cancellationToken)) < SqlServer2019)
        {
            return Warning("SQL Server is older than 2019.", "Use 2019 or later.");
        }

        return await Scalar.AskAsync<bool>(db, "SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()", cancellationToken)
            ? Ok("READ_COMMITTED_SNAPSHOT is on, and MARS is off.")
            : Warning("READ_COMMITTED_SNAPSHOT is off, so that reads wait for writes.", "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE.");
    }

    private async Task<Finding> PostgreSqlAsync(BffDbContext db, CancellationToken cancellationToken)
    {
        var encoding = await Scalar.AskAsync<string>(db, "SHOW server_encoding", cancellationToken);
        return MajorOf(await Scalar.AskAsync<string>(db, "SHOW server_version", cancellationToken)) < OldestPostgreSql
            ? Warning($"PostgreSQL is older than {OldestPostgreSql}.", $"Use {OldestPostgreSql} or later.")
            : encoding == "UTF8"
                ? Ok("The database is in UTF-8.")
                : Warning($"The database is in {encoding}: names of banks may not fit.", "Make it anew with ENCODING 'UTF8'.");
    }

    private static int MajorOf(string? version) =>
        int.TryParse(string.Concat((version ?? "").TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : int.MaxValue;
}
