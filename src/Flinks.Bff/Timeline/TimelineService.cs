using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Timeline;

/// <summary>Puts what is known of a connection from several sides into one order.</summary>
public sealed class TimelineService(ConnectionStore connections, TimelineStore entries, RetrievalHistory retrievals)
{
    /// <summary>A retrieval that waits long may have entries later than those of the next one: a few more are looked at than a page needs.</summary>
    private const int Overlap = 10;

    /// <returns>Null if the user has no such connection.</returns>
    public async Task<ConnectionTimeline?> ReadAsync(UserKey user, ConnectionId id, TimelineQuery query, CancellationToken cancellationToken)
    {
        if (await connections.ListAsync(user.ToBytes(), id, cancellationToken) is not [var (connection, open)])
        {
            return null;
        }

        var after = TimelineCursor.Parse(query.After) ?? TimelineCursor.End;
        var (page, hasMore) = await PageAsync(id, after, query.Limit, cancellationToken);
        return new ConnectionTimeline
        {
            ConnectionId = id,
            Entries = [.. page.Select(TimelineEntryBody.Of)],
            Next = hasMore ? Before(page, after) : null,
            NextAction = ConnectionBody.Of(connection, open).NextAction,
        };
    }

    /// <summary>The page in order, and whether there are entries before it.</summary>
    private async Task<(List<TimelineEntry> Page, bool HasMore)> PageAsync(ConnectionId id, TimelineCursor after, int limit, CancellationToken cancellationToken)
    {
        var most = limit + after.Shown + 1;
        var kept = await entries.ReadAsync(id, after.Until, most, cancellationToken);
        var told = await retrievals.ReadAsync(id, after.Until, most + Overlap, cancellationToken);
        var found = kept.Select(Kept).Concat(told.Select(Told)).Where(placed => placed.Entry.At <= after.Until)
            .OrderByDescending(placed => placed.Entry.At).ThenByDescending(placed => placed.Source, StringComparer.Ordinal).ThenByDescending(placed => placed.Entry.Number)
            .Select(placed => placed.Entry)
            .Skip(after.Shown).Take(limit + 1).ToList();
        return ([.. found.Take(limit).Reverse()], found.Count > limit);
    }

    /// <summary>Of what happened at one instant, the widget comes first: its last word is what makes a retrieval begin. What belongs to neither comes last.</summary>
    private static (TimelineEntry Entry, string Source) Kept(TimelineEntry entry) => (entry, entry.ConnectSessionId is { } session ? $"0 {session}" : "2");

    private static (TimelineEntry Entry, string Source) Told(TimelineEntry entry) => (entry, $"1 {entry.Id}");

    private static string Before(List<TimelineEntry> page, TimelineCursor after)
    {
        var shown = page.TakeWhile(entry => entry.At == page[0].At).Count();
        return new TimelineCursor(page[0].At, page[0].At == after.Until ? after.Shown + shown : shown).ToString();
    }
}
