using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Timeline;

/// <summary>Entries of timelines in the database.</summary>
public sealed class TimelineStore(Database database)
{
    /// <summary>A connection's entries until an instant, the newest first.</summary>
    public Task<List<TimelineEntry>> ReadAsync(ConnectionId connection, DateTimeOffset until, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.TimelineEntries.AsNoTracking()
                .Where(entry => entry.ConnectionId == connection && entry.At <= until)
                .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Number)
                .Take(most)
                .ToListAsync(cancellationToken),
            cancellationToken);
}
