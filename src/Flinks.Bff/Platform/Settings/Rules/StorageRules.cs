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
        .. Certificates(keys),
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

    private static IEnumerable<string> Certificates(DataProtectionKeysOptions keys) =>
    [
        .. Certificate(keys.CertificatePath, keys.CertificatePassword, "DataProtection:CertificatePath", "DataProtection:CertificatePassword"),
        .. keys.PreviousCertificates.Index().SelectMany(file => Previous(file.Item, $"DataProtection:PreviousCertificates:{file.Index}")),
    ];

    private static IEnumerable<string> Previous(CertificateFile file, string name) =>
    [
        .. string.IsNullOrEmpty(file.Path) ? (IEnumerable<string>)[$"{name}:Path is missing"] : [],
        .. Certificate(file.Path, file.Password, $"{name}:Path", $"{name}:Password"),
    ];

    private static IEnumerable<string> Certificate(string? path, string? password, string pathSetting, string passwordSetting)
    {
        if (!string.IsNullOrEmpty(path) && !File.Exists(path))
        {
            yield return $"{pathSetting} names no file";
        }

        if (Secrets.IsLeftToFillIn(password))
        {
            yield return $"{passwordSetting} is a placeholder";
        }
    }
}
