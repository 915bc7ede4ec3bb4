using Flinks.Client;

namespace Flinks.Bff.Platform.Settings;

/// <summary>Binds every section of the configuration to its options, once.</summary>
public static class SettingsRegistration
{
    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<SettingsWarnings>()
        .Bind<FlinksOptions>(configuration, FlinksOptions.Section)
        .Bind<RetrievalOptions>(configuration, RetrievalOptions.Section)
        .Bind<RetentionOptions>(configuration, RetentionOptions.Section)
        .Bind<ConnectionsOptions>(configuration, ConnectionsOptions.Section)
        .Bind<DatabaseOptions>(configuration, DatabaseOptions.Section)
        .Bind<ConnectOptions>(configuration, ConnectOptions.Section)
        .Bind<BffOptions>(configuration, BffOptions.Section)
        .Bind<ResumeUrlsOptions>(configuration, ResumeUrlsOptions.Section)
        .Bind<WebhooksOptions>(configuration, WebhooksOptions.Section)
        .Bind<AuthOptions>(configuration, AuthOptions.Section)
        .Bind<CorsOriginsOptions>(configuration, CorsOriginsOptions.Section)
        .Bind<ProxyOptions>(configuration, ProxyOptions.Section)
        .Bind<SwaggerOptions>(configuration, SwaggerOptions.Section)
        .Bind<RateLimitsOptions>(configuration, RateLimitsOptions.Section)
        .Bind<ShutdownOptions>(configuration, ShutdownOptions.Section)
        .Bind<LogOptions>(configuration, LogOptions.Section)
        .Bind<DataProtectionKeysOptions>(configuration, DataProtectionKeysOptions.Section);

    private static IServiceCollection Bind<TOptions>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        return services;
    }
}
