using Flinks.Bff.Platform.Persistence.Sqlite;
using Flinks.Bff.Platform.Health;
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

    private const string DefaultSqlite = "Data Source=flinks-bff.db";

    /// <summary>Who asks has seldom more patience; a database that hangs is not ready.</summary>
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPooledDbContextFactory<SqliteBffDbContext>((provider, options) =>
            options.UseSqlite(provider.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionName) ?? DefaultSqlite)
                .ConfigureWarnings(SpeakSoftly));
        services.AddSingleton<IDbContextFactory<BffDbContext>, BffDbContextFactory<SqliteBffDbContext>>();
        services.AddSingleton(provider => new WriteTurn(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Sqlite));
        services.AddSingleton<Database>();
        services.AddSingleton<DatabaseStart>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStart>());
        services.AddHostedService<KeysStart>();
        services.AddSingleton<Sealer>();
        services.AddSingleton<LoginLookup>();
        services.AddKeyRing(configuration);
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", HealthStatus.Unhealthy, [ReadinessChecks.Tag], AnswersWithin)
            .AddCheck<KeysHealth>("keys", HealthStatus.Unhealthy, [ReadinessChecks.Tag], AnswersWithin);
        return services;
    }

    /// <summary>A unique index that refuses a second row is how we find out who was first; what nobody foresaw is logged by who catches it.</summary>
    private static void SpeakSoftly(WarningsConfigurationBuilder warnings) => warnings.Log(
        (RelationalEventId.CommandExecuted, LogLevel.Debug),
        (RelationalEventId.CommandError, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug));

    /// <summary>The name is part of every seal: changing it makes all that is stored unreadable.</summary>
    private static void AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName("Flinks.Bff");
        if (KeyCertificate.Load(configuration) is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate);
        }

        services.AddSingleton<KeyRingRepository>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyRingRepository>(static (ring, repository) => ring.XmlRepository = repository);
    }
}
