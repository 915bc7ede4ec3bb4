using Flinks.Bff.Platform.Persistence.PostgreSql;
using Flinks.Bff.Platform.Persistence.Sqlite;
using Flinks.Bff.Platform.Health;
using Flinks.Bff.Platform.Persistence.Rekeying;
using Flinks.Bff.Platform.Persistence.SqlServer;
using Flinks.Bff.Platform.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>The database, and the keys that seal what is in it.</summary>
public static class PersistenceRegistration
{
    public const string ConnectionName = "FlinksBff";

    private static readonly SqlitePragmas Pragmas = new();

    private const string DefaultSqlite = "Data Source=flinks-bff.db";

    /// <summary>Who asks has seldom more patience; a database that hangs is not ready.</summary>
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<SqliteBffDbContext>(static (options, connectionString) => options.UseSqlite(connectionString ?? DefaultSqlite).AddInterceptors(Pragmas));
        services.AddContext<SqlServerBffDbContext>(static (options, connectionString) => options.UseSqlServerAsWeDo(connectionString));
        services.AddContext<PostgreSqlBffDbContext>(static (options, connectionString) => options.UsePostgreSqlAsWeDo(connectionString));
        services.AddSingleton(static provider => provider.ChosenContexts());
        services.AddSingleton(static provider => new WriteTurn(provider.ChosenProvider() == DatabaseProvider.Sqlite));
        services.AddSingleton<Database>();
        services.AddSingleton<DatabaseStart>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStart>());
        services.AddSingleton<KeysStart>();
        services.AddHostedService(provider => provider.GetRequiredService<KeysStart>());
        services.AddHostedService<KeysWatch>();
        services.AddSingleton<Sealer>();
        services.AddSingleton<LoginLookup>();
        services.AddSingleton<KeysReport>();
        services.AddKeyRing(configuration);
        services.AddRekeying();
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", HealthStatus.Unhealthy, [ReadinessChecks.Tag], AnswersWithin)
            .AddCheck<KeysHealth>("keys", HealthStatus.Unhealthy, [ReadinessChecks.Tag], AnswersWithin);
        return services;
    }

    private static void AddContext<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder, string?> use)
        where TContext : BffDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
            use(options.ConfigureWarnings(SpeakSoftly).EnableThreadSafetyChecks(false), provider.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionName)));
        services.AddSingleton<BffDbContextFactory<TContext>>();
    }

    /// <summary>Chosen when first asked for: a host around us may add settings until it is built.</summary>
    private static IDbContextFactory<BffDbContext> ChosenContexts(this IServiceProvider provider) => provider.ChosenProvider() switch
    {
        DatabaseProvider.SqlServer => provider.GetRequiredService<BffDbContextFactory<SqlServerBffDbContext>>(),
        DatabaseProvider.PostgreSql => provider.GetRequiredService<BffDbContextFactory<PostgreSqlBffDbContext>>(),
        _ => provider.GetRequiredService<BffDbContextFactory<SqliteBffDbContext>>(),
    };

    private static DatabaseProvider ChosenProvider(this IServiceProvider provider) => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider;

    /// <summary>A unique index that refuses a second row is how we find out who was first, and a lost connection is tried again, which is told; what nobody foresaw is logged by who catches it.</summary>
    private static void SpeakSoftly(WarningsConfigurationBuilder warnings) => warnings.Log(
        (RelationalEventId.CommandExecuted, LogLevel.Debug),
        (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug),
        (RelationalEventId.ConnectionError, LogLevel.Debug),
        (CoreEventId.QueryIterationFailed, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug),
        (CoreEventId.ExecutionStrategyRetrying, LogLevel.Warning));

    private static void AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        var certificates = KeyCertificates.Load(configuration);
        var protection = services.AddDataProtection().SetApplicationName(KeyRing.ApplicationName).UnprotectKeysWithAnyCertificate([.. certificates.Previous]);
        if (certificates.Current is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate);
        }

        services.AddSingleton(certificates);
        services.AddSingleton<KeyRing>();
        services.AddSingleton<RingOpening>();
        services.AddSingleton<KeyRingRepository>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyRingRepository>(static (ring, repository) => ring.XmlRepository = repository);
    }
}
