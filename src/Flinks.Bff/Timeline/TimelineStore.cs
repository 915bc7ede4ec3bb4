using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Timeline;

/// <summary>Entries of timelines in the database.</summary>
public sealed class TimelineStore(Database database) : ISweep
{
    /// <summary>As long as what belongs to a retrieval or a connect session, which is erased with it.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>In one sweep, of which there are many an hour.</summary>
    private const int MostErased = 5000;

    /// <summary>A connection's entries until an instant, the newest first; of one instant those that belong to no connect session.</summary>
    public Task<List<TimelineEntry>> ReadAsync(ConnectionId connection, DateTimeOffset until, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.TimelineEntries.AsNoTracking()
                .Where(entry => entry.ConnectionId == connection && entry.At <= until)
                .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.ConnectSessionId == null).ThenByDescending(entry => entry.Number)
                .Take(most)
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>Keeps entries of a connection, unless it has been erased: not even this is left of it then.</summary>
    public Task AddAsync(ConnectionId connection, IReadOnlyList<TimelineEntry> entries, CancellationToken cancellationToken) =>
        database.WriteAloneAsync(
            async db =>
            {
                if (await db.Connections.AnyAsync(row => row.Id == connection, cancellationToken))
                {
                    db.TimelineEntries.AddRange(entries);
                }

                return await db.SaveChangesAsync(cancellationToken);
            },
            db => db.TimelineEntries.AnyAsync(entry => entry.Id == entries[0].Id, cancellationToken),
            cancellationToken);

    /// <summary>Erases what is long over. What was said in a connect session goes with it.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = now - KeptFor;
        return database.WriteAsync(
            db => db.TimelineEntries
                .Where(entry => entry.ConnectSessionId == null && entry.At < old)
                .OrderBy(entry => entry.At).Take(MostErased)
                .ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
    }
}
