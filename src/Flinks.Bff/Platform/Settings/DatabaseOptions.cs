namespace Flinks.Bff.Platform.Settings;

/// <summary>Where our own rows live. Bound from the <c>Database</c> section; the address is <c>ConnectionStrings:FlinksBff</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Name of the connection string.</summary>
    public const string ConnectionName = "FlinksBff";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Applies pending migrations at start. Null: yes on SQLite, no elsewhere (pending migrations then stop the start).</summary>
    public bool? MigrateOnStart { get; set; }
}

/// <summary>The databases we know.</summary>
public enum DatabaseProvider
{
    /// <summary>The default: nothing to set up, one instance.</summary>
    Sqlite,

    /// <summary>For production.</summary>
    SqlServer,

    PostgreSql,
}
