using System.Security.Cryptography;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>What is sealed in the database can be opened.</summary>
public sealed class KeysHealth(LoginLookup lookup) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await lookup.IsIntactAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The stored key is not the one that this instance started with.");
        }
        catch (CryptographicException)
        {
            return HealthCheckResult.Unhealthy("The stored keys cannot be opened: is it the right certificate?");
        }
    }
}
