using Flinks.Bff.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>How the keys of what is stored stand, for whoever looks after them. Tells nothing secret.</summary>
public sealed class KeysReport(IDbContextFactory<BffDbContext> contexts, RingOpening opening, KeyCertificates certificates, PlatformMetrics metrics)
{
    public async Task<KeysState> ReadAsync(CancellationToken cancellationToken)
    {
        var ring = await opening.ReadAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var lookups = await db.Keys.Where(key => key.Name.StartsWith(LookupKeyNames.InForce))
            .Select(key => new { key.Id, key.Name, key.CreatedAt }).ToListAsync(cancellationToken);
        var inForce = lookups.Find(key => key.Name == LookupKeyNames.InForce);
        return new KeysState(
            certificates.Current?.Subject,
            certificates.Current is { } certificate ? new DateTimeOffset(certificate.NotAfter) : null,
            certificates.Previous.Count,
            ring,
            inForce?.Id,
            inForce?.CreatedAt,
            lookups.Exists(key => key.Name.StartsWith(LookupKeyNames.Leaving, StringComparison.Ordinal)),
            lookups.Count(key => key.Name.StartsWith(LookupKeyNames.Kept, StringComparison.Ordinal)),
            metrics.FailedOpens);
    }
}

/// <summary>The keys of what is stored, at one moment.</summary>
/// <param name="CertificateSubject">Of the certificate that seals the ring; null if none is set.</param>
/// <param name="CertificateExpiresAt">Nobody minds: an expired one goes on sealing and opening.</param>
/// <param name="PreviousCertificates">Certificates that only open.</param>
/// <param name="Ring">The key ring.</param>
/// <param name="LookupGeneration">Another number means that the lookup key was replaced; null if there is none.</param>
/// <param name="LookupMadeAt">When the lookup key was made.</param>
/// <param name="IsLookupChanging">A change of the lookup key was begun and not ended: <c>rekey</c> ends it.</param>
/// <param name="KeptLookups">Earlier lookup keys, kept for logins that cannot be opened.</param>
/// <param name="FailedOpens">How often something sealed could not be opened, by this instance since its start.</param>
public sealed record KeysState(
    string? CertificateSubject,
    DateTimeOffset? CertificateExpiresAt,
    int PreviousCertificates,
    RingState Ring,
    int? LookupGeneration,
    DateTimeOffset? LookupMadeAt,
    bool IsLookupChanging,
    int KeptLookups,
    long FailedOpens);
