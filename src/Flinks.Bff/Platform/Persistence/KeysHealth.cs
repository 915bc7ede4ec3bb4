using System.Security.Cryptography;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>What is sealed in the database can be opened: every key of the ring, and the lookup keys. A row that is damaged is not asked for, as it is no reason to take an instance away.</summary>
public sealed class KeysHealth(RingOpening opening, LoginLookup lookup) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!(await opening.ReadAsync(cancellationToken)).OpensWhole)
        {
            return HealthCheckResult.Unhealthy("Not every key of the ring can be opened: is a certificate missing?");
        }

        try
        {
            return await lookup.AreIntactAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The stored lookup key is gone, or not the one that this instance started with.");
        }
        catch (CryptographicException)
        {
            return HealthCheckResult.Unhealthy("The stored lookup keys cannot be opened.");
        }
    }
}
