using Flinks.Bff.Platform.Settings;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Http;

/// <summary>Which pages of other origins may call us, and what they may send and see. No credentials: no route reads a cookie.</summary>
public static class CorsRegistration
{
    private static readonly TimeSpan PreflightLasts = TimeSpan.FromMinutes(10);

    private static readonly string[] Sent = ["Authorization", "Content-Type", "Idempotency-Key", "Prefer", "Accept-Language", "Last-Event-ID"];

    private static readonly string[] Seen =
        ["Location", "Retry-After", "Preference-Applied", "RateLimit", "RateLimit-Policy", ApiHeaders.TraceId, "Content-Language"];

    public static IServiceCollection AddCorsByOrigins(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<CorsOriginsOptions>>((cors, origins) =>
            cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. origins.Value.Origins])
                .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete)
                .WithHeaders(Sent)
                .WithExposedHeaders(Seen)
                .SetPreflightMaxAge(PreflightLasts)));
        return services;
    }
}
