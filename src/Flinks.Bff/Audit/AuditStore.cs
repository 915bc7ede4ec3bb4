using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Requests;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Audit;

/// <summary>The trail in the database. Nothing here changes an entry.</summary>
public sealed class AuditStore(Database database)
{
    /// <summary>Adds what no other write goes with. Where the acknowledgement is lost it may stand there twice, which is better than not at all.</summary>
    public Task AddAsync(AuditNote note, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                note.AddTo(db);
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    /// <summary>The newest entries first.</summary>
    public Task<List<AuditEntry>> ReadAsync(AuditFilter filter, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => Matching(db.AuditEntries.AsNoTracking(), filter)
                .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
                .Take(most)
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>Erases what is older than it has to be.</summary>
    public Task EraseAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.AuditEntries.Where(entry => entry.At < before).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    private static IQueryable<AuditEntry> Matching(IQueryable<AuditEntry> entries, AuditFilter filter)
    {
        entries = filter.ConnectionId is { } connection ? entries.Where(entry => entry.ConnectionId == connection) : entries;
        entries = filter.Action is { } action ? entries.Where(entry => entry.Action == action) : entries;
        entries = filter.From is { } from ? entries.Where(entry => entry.At >= from) : entries;
        entries = filter.To is { } to ? entries.Where(entry => entry.At < to) : entries;
        // The first comparison is what an index can be walked by.
        return filter.After is var (at, id) ? entries.Where(entry => entry.At <= at && (entry.At < at || entry.Id < id)) : entries;
    }
}

/// <summary>Which entries are asked for; null: all of them.</summary>
/// <param name="From">Not before this.</param>
/// <param name="To">Before this.</param>
/// <param name="After">The last entry of the page before.</param>
public sealed record AuditFilter(ConnectionId? ConnectionId = null, AuditAction? Action = null, DateTimeOffset? From = null, DateTimeOffset? To = null, PagePlace<long>? After = null);
