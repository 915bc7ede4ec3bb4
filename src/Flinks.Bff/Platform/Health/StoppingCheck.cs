using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Flinks.Bff.Platform.Health;

/// <summary>Not ready from the moment the host is told to stop, so that no new calls are sent here while the last ones end.</summary>
public sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? new HealthCheckResult(context.Registration.FailureStatus) : HealthCheckResult.Healthy());
}
