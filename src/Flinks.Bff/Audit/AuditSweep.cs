using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Platform.Work;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Audit;

/// <summary>Erases entries that are older than <c>Retention:Audit</c>.</summary>
public sealed class AuditSweep(AuditStore store, IOptions<RetentionOptions> options) : ISweep
{
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) => store.EraseAsync(now - options.Value.Audit, cancellationToken);
}
