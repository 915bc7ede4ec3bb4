namespace Flinks.Bff.Platform.Http;

/// <summary>What every call goes through before it reaches a controller.</summary>
public static class HttpRegistration
{
    public static IServiceCollection AddHttpRules(this IServiceCollection services) => services
        .AddCorsByOrigins()
        .AddKnownProxies()
        .AddSingleton<RateLimits>();

    public static IApplicationBuilder UseRateLimits(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<RateLimits>();
        return app.Use((context, next) => limits.LimitAsync(context, next));
    }
}
