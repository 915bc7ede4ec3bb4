using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Security;

namespace Flinks.Bff.ConnectSessions.Funnel;

/// <summary>Tells operators where people leave the widget.</summary>
public sealed class FunnelService(FunnelStore store, AuditTrail audit, TimeProvider time)
{
    public async Task<FunnelBody> ReadAsync(UserKey reader, FunnelQuery query, CancellationToken cancellationToken)
    {
        await audit.OperatorDidAsync(reader, AuditAction.FunnelRead, cancellationToken);
        var range = query.ToRange(time.GetUtcNow());
        var counts = await store.CountAsync(range, cancellationToken);
        return new FunnelBody
        {
            From = range.From,
            To = range.To,
            Sessions = counts.All.Sum(count => count.Sessions),
            Steps = StepsOf(counts.All),
            Troubles = [.. counts.Troubles.Select(trouble => new FunnelTrouble(trouble.Reached, trouble.Code ?? "", trouble.Sessions))],
            Institutions =
            [
                .. counts.Institutions.GroupBy(count => count.Institution ?? "")
                    .Select(counts => new FunnelInstitution(counts.Key, counts.Sum(count => count.Sessions), StepsOf([.. counts])))
                    .OrderByDescending(institution => institution.Sessions).ThenBy(institution => institution.Institution, StringComparer.Ordinal),
            ],
        };
    }

    private static IReadOnlyList<FunnelStep> StepsOf(IReadOnlyList<FunnelCount> counts) =>
    [
        .. Enum.GetValues<ConnectSessionState>().Where(step => step <= ConnectSessionState.Completed).Select(step => new FunnelStep(
            step,
            counts.Where(count => count.Reached >= step).Sum(count => count.Sessions),
            step == ConnectSessionState.Completed ? 0 : counts.Where(count => count.Reached == step).Sum(count => count.Sessions))),
    ];
}
