using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Where rows and keys live.</summary>
public static class StorageRules
{
    public static IEnumerable<string> Complaints(DatabaseOptions database, DataProtectionKeysOptions keys, string? connectionString) =>
    [
        .. Database(database.Provider, connectionString),
        .. Certificate(keys),
    ];

    private static IEnumerable<string> Database(DatabaseProvider provider, string? connectionString) => provider switch
    {
        DatabaseProvider.Sqlite => Sqlite(connectionString ?? ""),
        _ when string.IsNullOrWhiteSpace(connectionString) => ["ConnectionStrings:FlinksBff is missing"],
        DatabaseProvider.SqlServer => Server("SQL Server", "Server", () => new SqlConnectionStringBuilder(connectionString).DataSource),
        _ => Server("PostgreSQL", "Host", () => new NpgsqlConnectionStringBuilder(connectionString).Host),
    };

    private static IEnumerable<string> Sqlite(string connectionString)
    {
        try
        {
            var folder = Path.GetDirectoryName(new SqliteConnectionStringBuilder(connectionString).DataSource);
            return string.IsNullOrEmpty(folder) || Directory.Exists(folder) ? [] : ["ConnectionStrings:FlinksBff names a file in a folder that does not exist"];
        }
        catch (ArgumentException)
        {
            return ["ConnectionStrings:FlinksBff is not a SQLite connection string"];
        }
    }

    private static IEnumerable<string> Server(string product, string part, Func<string?> server)
    {
        try
        {
            return string.IsNullOrWhiteSpace(server()) ? [$"ConnectionStrings:FlinksBff names no {part}"] : [];
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            return [$"ConnectionStrings:FlinksBff is not a {product} connection string"];
        }
    }

    private static IEnumerable<string> Certificate(DataProtectionKeysOptions keys)
    {
        if (!string.IsNullOrEmpty(keys.CertificatePath) && !File.Exists(keys.CertificatePath))
        {
            yield return "DataProtection:CertificatePath names no file";
        }

        if (Secrets.IsPlaceholder(keys.CertificatePassword))
        {
            yield return "DataProtection:CertificatePassword is a placeholder";
        }
    }
}
