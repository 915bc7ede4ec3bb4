using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Core;
using Serilog.Extensions.Hosting;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using ILogger = Serilog.ILogger;

namespace Flinks.Bff.Platform.Telemetry;

/// <summary>Logs: lines on the console, and every <see cref="ILogEventSink"/> that is registered. Traces and metrics: see <see cref="TelemetryExport"/>.</summary>
public static class TelemetryRegistration
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddLogging(logging => logging.ClearProviders());
        services.AddMetrics();
        services.AddSingleton<PlatformMetrics>();
        services.AddHostedService<TelemetryExport>();
        services.AddSingleton<ILogger>(CreateLogger);
        services.AddSingleton<ILoggerProvider>(provider => new SerilogLoggerProvider(provider.GetRequiredService<ILogger>()));
        services.AddSingleton(provider => new DiagnosticContext(provider.GetRequiredService<ILogger>()));
        services.AddSingleton<IDiagnosticContext>(provider => provider.GetRequiredService<DiagnosticContext>());
        return services;
    }

    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.ApplicationServices.GetRequiredService<ILogger>();
        RequestLog.Configure(options);
    });

    private static Logger CreateLogger(IServiceProvider provider)
    {
        var configuration = new LoggerConfiguration()
            .FollowSettings(provider.GetRequiredService<IConfiguration>())
            .Enrich.With<OwnPropertiesEnricher>()
            // Startup tells it in one line.
            .Filter.ByExcluding(logged => logged.Exception is StartupException)
            // A console that stands still must not hold up requests; what does not fit the buffer is dropped.
            .WriteTo.Async(sinks => sinks.Console(Formatter(provider)));

        foreach (var sink in provider.GetServices<ILogEventSink>())
        {
            configuration.WriteTo.Sink(sink);
        }

        return configuration.CreateLogger();
    }

    private static ITextFormatter Formatter(IServiceProvider provider)
    {
        var usual = provider.GetRequiredService<IHostEnvironment>().IsDevelopment() ? LogFormat.Text : LogFormat.Json;
        return (provider.GetRequiredService<IOptions<LogOptions>>().Value.Format ?? usual) == LogFormat.Json ? new JsonFormatter() : new LineFormatter();
    }
}
