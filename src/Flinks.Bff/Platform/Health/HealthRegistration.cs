using Flinks.Bff.Platform.Http;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Flinks.Bff.Platform.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: every check tagged <see cref="ReadinessChecks.Tag"/> passes.</summary>
public static class HealthRegistration
{
    /// <summary>Degraded is what passes by itself, and is logged as a warning and not as an error; whoever asks is not to send calls here either way.</summary>
    private static readonly Dictionary<HealthStatus, int> Statuses = new()
    {
        [HealthStatus.Healthy] = StatusCodes.Status200OK,
        [HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable,
        [HealthStatus.Unhealthy] = StatusCodes.Status503ServiceUnavailable,
    };

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StoppingCheck>("running", HealthStatus.Degraded, [ReadinessChecks.Tag]);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", Answering(_ => false)).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", Answering(check => check.Tags.Contains(ReadinessChecks.Tag))).AllowAnonymous();
    }

    private static HealthCheckOptions Answering(Func<HealthCheckRegistration, bool> asked) => new() { Predicate = asked, ResponseWriter = WriteAsync, ResultStatusCodes = Statuses };

    /// <summary>Names and verdicts only: descriptions and faults may hold addresses.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var body = new HealthAnswer(Word(report.Status), report.Entries.ToDictionary(entry => entry.Key, entry => Word(entry.Value.Status)));
        return context.Response.WriteAsJsonAsync(body, BffJson.Answers);
    }

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "healthy" : "unhealthy";

    private sealed record HealthAnswer(string Status, Dictionary<string, string> Checks);
}
