using Flinks.Bff.Platform.Settings.Rules;
using Flinks.Client;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Flinks.Bff.Platform.Settings;

/// <summary>Settings that are allowed and seldom meant: told at the start and by the doctor. Values are not shown.</summary>
public sealed partial class SettingsWarnings(IConfiguration configuration, IHostEnvironment environment, ILogger<SettingsWarnings> logger)
{
    public void Tell()
    {
        foreach (var warning in Find())
        {
            Log.Warned(logger, warning);
        }
    }

    public IEnumerable<string> Find()
    {
        if (environment.IsDevelopment())
        {
            yield break;
        }

        var database = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        if (TrustsAnyServer(database.Provider, configuration.GetConnectionString(DatabaseOptions.ConnectionName)))
        {
            yield return "ConnectionStrings:FlinksBff trusts any certificate of the server (TrustServerCertificate, or no verification): whoever is on the way can read everything";
        }

        var flinks = configuration.GetSection(FlinksOptions.Section).Get<FlinksOptions>() ?? new FlinksOptions();
        if (Addresses.TryAbsolute(flinks.ApiRoot)?.IsPlainBeyondLoopback() == true)
        {
            yield return "Flinks:ApiBaseUrl is plain http beyond loopback (Flinks:AllowPlainHttp): our keys and everybody's data go over the network unsealed";
        }

        if (flinks.IsSandbox)
        {
            yield return "Flinks:Instance is Flinks' public sandbox, whose keys everybody knows";
        }
    }

    private static bool TrustsAnyServer(DatabaseProvider provider, string? connectionString) => provider switch
    {
        DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(connectionString).TrustServerCertificate,
        DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(connectionString) is { Host: { } host, SslMode: SslMode.Disable or SslMode.Allow or SslMode.Prefer or SslMode.Require } && !IsHere(host),
        _ => false,
    };

    /// <summary>A socket of this machine, or its loopback.</summary>
    private static bool IsHere(string hosts) =>
        hosts.Split(',').All(host => host.StartsWith('/') || host.StartsWith('@') || (Uri.TryCreate($"tcp://{host}", UriKind.Absolute, out var uri) && uri.IsLoopback));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Warning}.")]
        public static partial void Warned(ILogger logger, string warning);
    }
}
