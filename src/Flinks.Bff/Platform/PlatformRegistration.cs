using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Health;
using Flinks.Bff.Platform.Http;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Requests;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Flinks.Bff.Platform;

/// <summary>What every feature stands on.</summary>
public static class PlatformRegistration
{
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);

        return services
            .AddSettings(configuration)
            .AddTelemetry()
            .AddProblems()
            .AddRequests()
            .AddHttpRules()
            .AddSecurity()
            .AddHealth()
            .AddApiDescription();
    }

    /// <summary>The way of a request, in order.</summary>
    public static WebApplication UsePlatform(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseApiHeaders();
        app.UseRequestTrace();
        app.UseRequestLog();
        app.UseExceptionHandler(_ => { });
        app.UseProblemsForBareStatuses();
        app.UseApiDescription();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseAuthorization();
        app.UseClosingTime();
        app.UseBodyLimit();
        app.MapProblemPages();
        app.MapHealth();
        return app;
    }
}
