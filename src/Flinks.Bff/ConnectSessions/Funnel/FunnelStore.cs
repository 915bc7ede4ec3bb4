using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.ConnectSessions.Funnel;

/// <summary>
/// Counts sessions in the database. Each keeps how far its person came, in an index that holds all that is counted by: a million of them are
/// counted without a look at one row or message.
/// </summary>
public sealed class FunnelStore(Database database)
{
    /// <summary>Names come from browsers, and there may be as many as somebody likes: the ones that count are these.</summary>
    public const int MostGroups = 50;

    public Task<FunnelCounts> CountAsync(FunnelRange range, CancellationToken cancellationToken) => database.ReadAsync(
        async db =>
        {
            var sessions = db.ConnectSessions.Where(session => session.CreatedAt >= range.From && session.CreatedAt < range.To);
            var names = await sessions.Where(session => session.InstitutionName != null)
                .GroupBy(session => session.InstitutionName)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
                .Select(group => group.Key)
                .Take(MostGroups)
                .ToListAsync(cancellationToken);
            return new FunnelCounts(
                await sessions.GroupBy(session => session.Reached)
                    .Select(group => new FunnelCount(null, group.Key, null, group.Count())).ToListAsync(cancellationToken),
                await sessions.Where(session => names.Contains(session.InstitutionName))
                    .GroupBy(session => new { session.InstitutionName, session.Reached })
                    .Select(group => new FunnelCount(group.Key.InstitutionName, group.Key.Reached, null, group.Count())).ToListAsync(cancellationToken),
                await sessions.Where(session => session.Code != null && session.Reached != ConnectSessionState.Completed)
                    .GroupBy(session => new { session.Reached, session.Code })
                    .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Reached).ThenBy(group => group.Key.Code)
                    .Take(MostGroups)
                    .Select(group => new FunnelCount(null, group.Key.Reached, group.Key.Code, group.Count())).ToListAsync(cancellationToken));
        },
        cancellationToken);
}

/// <summary>Sessions whose person came so far and no further.</summary>
public sealed record FunnelCount(string? Institution, ConnectSessionState Reached, string? Code, int Sessions);

/// <summary>What was counted.</summary>
/// <param name="All">By step.</param>
/// <param name="Institutions">By institution and step, of those with the most sessions.</param>
/// <param name="Troubles">By step and code, the most frequent first.</param>
public sealed record FunnelCounts(IReadOnlyList<FunnelCount> All, IReadOnlyList<FunnelCount> Institutions, IReadOnlyList<FunnelCount> Troubles);
