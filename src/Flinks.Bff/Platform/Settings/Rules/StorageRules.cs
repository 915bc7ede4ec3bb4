using Microsoft.Data.Sqlite;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Where rows and keys live.</summary>
public static class StorageRules
{
    public static IEnumerable<string> Complaints(DatabaseOptions database, DataProtectionKeysOptions keys, string? connectionString) =>
    [
        .. Database(database.Provider, connectionString),
        .. Certificate(keys),
    ];

    private static IEnumerable<string> Database(DatabaseProvider provider, string? connectionString)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            foreach (var complaint in Sqlite(connectionString ?? ""))
            {
                yield return complaint;
            }

            yield break;
        }

        yield return "Database:Provider names a database that is not yet supported in this build; only Sqlite is";
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            yield return "ConnectionStrings:FlinksBff is missing";
        }
    }

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
