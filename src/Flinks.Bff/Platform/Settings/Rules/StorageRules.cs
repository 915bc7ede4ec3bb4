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
            yield break;
        }

        yield return "Database:Provider names a database that is not yet supported in this build; only Sqlite is";
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            yield return "ConnectionStrings:FlinksBff is missing";
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
