using Flinks.Bff.Platform.Settings.Rules;
using Flinks.Client;

namespace Flinks.Bff.Platform.Settings;

/// <summary>
/// Looks at all settings at once, before anything uses them. Complaints name settings and never their values: a value may be a secret
/// that stands in the wrong place.
/// </summary>
public static class SettingsCheck
{
    /// <summary>Throws if a setting is missing, malformed, swapped or unsafe.</summary>
    public static void Run(IConfiguration configuration)
    {
        var complaints = Complaints(configuration).ToList();
        if (complaints.Count > 0)
        {
            throw new StartupException($"Flinks.Bff cannot start: {string.Join("; ", complaints)}.");
        }
    }

    public static IEnumerable<string> Complaints(IConfiguration configuration)
    {
        // What cannot be read cannot be judged: these come alone.
        var malformed = Malformed(configuration).ToList();
        return malformed.Count > 0 ? malformed : Unsound(configuration);
    }

    private static IEnumerable<string> Malformed(IConfiguration configuration) =>
    [
        .. ReadableValues.Complaints<FlinksOptions>(configuration, FlinksOptions.Section),
        .. ReadableValues.Complaints<RetrievalOptions>(configuration, RetrievalOptions.Section),
        .. ReadableValues.Complaints<RetentionOptions>(configuration, RetentionOptions.Section),
        .. ReadableValues.Complaints<ConnectionsOptions>(configuration, ConnectionsOptions.Section),
        .. ReadableValues.Complaints<DatabaseOptions>(configuration, DatabaseOptions.Section),
        .. ReadableValues.Complaints<ConnectOptions>(configuration, ConnectOptions.Section),
        .. ReadableValues.Complaints<ResumeUrlsOptions>(configuration, ResumeUrlsOptions.Section),
        .. ReadableValues.Complaints<AuthOptions>(configuration, AuthOptions.Section),
        .. ReadableValues.Complaints<CorsOriginsOptions>(configuration, CorsOriginsOptions.Section),
        .. ReadableValues.Complaints<ProxyOptions>(configuration, ProxyOptions.Section),
        .. ReadableValues.Complaints<WebhooksOptions>(configuration, WebhooksOptions.Section),
        .. ReadableValues.Complaints<SwaggerOptions>(configuration, SwaggerOptions.Section),
        .. ReadableValues.Complaints<RateLimitsOptions>(configuration, RateLimitsOptions.Section),
        .. ReadableValues.Complaints<ShutdownOptions>(configuration, ShutdownOptions.Section),
        .. ReadableValues.Complaints<LogOptions>(configuration, LogOptions.Section),
        .. ReadableValues.Complaints<AuthOptions>(configuration, AuthOptions.Section),
        .. ReadableValues.Complaints<DataProtectionKeysOptions>(configuration, DataProtectionKeysOptions.Section),
    ];

    private static IEnumerable<string> Unsound(IConfiguration configuration)
    {
        var flinks = Read<FlinksOptions>(configuration, FlinksOptions.Section);
        var auth = Read<AuthOptions>(configuration, AuthOptions.Section);
        var resumeUrls = Read<ResumeUrlsOptions>(configuration, ResumeUrlsOptions.Section);
        var webhooks = Read<WebhooksOptions>(configuration, WebhooksOptions.Section);
        var keys = Read<DataProtectionKeysOptions>(configuration, DataProtectionKeysOptions.Section);

        return
        [
            .. FlinksRules.Complaints(flinks),
            .. DurationRules.Complaints(
                flinks,
                Read<RetrievalOptions>(configuration, RetrievalOptions.Section),
                Read<RetentionOptions>(configuration, RetentionOptions.Section),
                Read<ShutdownOptions>(configuration, ShutdownOptions.Section)),
            .. AuthRules.Complaints(auth, flinks),
            .. KeyRules.Complaints(resumeUrls, flinks),
            .. WebhookRules.Complaints(webhooks, flinks),
            .. SecretRules.Complaints(flinks, auth, resumeUrls, webhooks, keys),
            .. ConnectRules.Complaints(
                Read<ConnectOptions>(configuration, ConnectOptions.Section), Read<BffOptions>(configuration, BffOptions.Section)),
            .. EdgeRules.Complaints(
                Read<CorsOriginsOptions>(configuration, CorsOriginsOptions.Section),
                Read<ProxyOptions>(configuration, ProxyOptions.Section),
                Read<RateLimitsOptions>(configuration, RateLimitsOptions.Section)),
            .. StorageRules.Complaints(
                Read<DatabaseOptions>(configuration, DatabaseOptions.Section),
                keys,
                configuration.GetConnectionString(DatabaseOptions.ConnectionName)),
            .. LimitRules.Complaints(Read<ConnectionsOptions>(configuration, ConnectionsOptions.Section)),
        ];
    }

    private static TOptions Read<TOptions>(IConfiguration configuration, string section)
        where TOptions : new() => configuration.GetSection(section).Get<TOptions>() ?? new TOptions();
}
