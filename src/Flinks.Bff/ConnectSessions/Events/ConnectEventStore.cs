using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>
/// The widget's messages in the database. The session's row counts them and is changed with them, guarded by what was seen of it: however many
/// write at once, and wherever, none overtakes the limit.
/// </summary>
public sealed class ConnectEventStore(Database database)
{
    /// <summary>More than any run of the widget has to say.</summary>
    public const int MostEvents = 200;

    /// <summary>Keeps messages, as many as there is room for, and what they make of the session.</summary>
    /// <returns>The session as it then stands, or null if the user has no such session.</returns>
    public async Task<ConnectSession?> AddAsync(byte[] user, ConnectSessionId id, SaidByWidget said, CancellationToken cancellationToken)
    {
        while (true)
        {
            var mark = Guid.CreateVersion7(said.At);
            var (session, isWritten) = await database.WriteAsync(
                db => TryAddAsync(db, user, id, said, mark, cancellationToken),
                db => db.TimelineEntries.AnyAsync(entry => entry.Id == mark, cancellationToken),
                cancellationToken);
            if (isWritten || session is null)
            {
                return session;
            }
        }
    }

    /// <summary>The messages of a session, in the order in which they came.</summary>
    public Task<List<TimelineEntry>> ReadAsync(ConnectSessionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.TimelineEntries.AsNoTracking().Where(entry => entry.ConnectSessionId == id)
                .OrderBy(entry => entry.At).ThenBy(entry => entry.Number).ToListAsync(cancellationToken),
            cancellationToken);

    /// <returns>Not written, if somebody else changed the session meanwhile.</returns>
    private static async Task<(ConnectSession? Session, bool IsWritten)> TryAddAsync(
        BffDbContext db, byte[] user, ConnectSessionId id, SaidByWidget said, Guid mark, CancellationToken cancellationToken)
    {
        if (await db.ConnectSessions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.UserKey == user, cancellationToken) is not { } session)
        {
            return (null, false);
        }

        var isDone = await db.TimelineEntries.AnyAsync(entry => entry.ConnectSessionId == id && entry.Name == WidgetMessage.Redirect, cancellationToken);
        var kept = Kept(said.Messages, isDone).Take(MostEvents - session.EventCount).ToList();
        if (kept.Count == 0)
        {
            return (session, true);
        }

        if (!await MoveAsync(db, session, kept, said, cancellationToken))
        {
            return (session, false);
        }

        db.TimelineEntries.AddRange(kept.Select((message, index) => new TimelineEntry
        {
            Id = index == 0 ? mark : Guid.CreateVersion7(said.At),
            ConnectionId = session.ConnectionId,
            ConnectSessionId = id,
            At = said.At,
            Number = session.EventCount + index,
            Kind = TimelineKinds.Widget,
            Name = message.Name,
            Detail = message.Detail(),
        }));
        await db.SaveChangesAsync(cancellationToken);
        return (await db.ConnectSessions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken), true);
    }

    /// <summary>The widget says its last word twice now and then: once is enough.</summary>
    private static IEnumerable<WidgetMessage> Kept(IReadOnlyList<WidgetMessage> messages, bool isDone)
    {
        foreach (var message in messages)
        {
            if (message.Name != WidgetMessage.Redirect || !isDone)
            {
                yield return message;
            }

            isDone |= message.Name == WidgetMessage.Redirect;
        }
    }

    private static async Task<bool> MoveAsync(BffDbContext db, ConnectSession session, List<WidgetMessage> kept, SaidByWidget said, CancellationToken cancellationToken)
    {
        var progress = kept.Aggregate(ConnectSessionProgress.Of(session), static (progress, message) => progress.After(message));
        // Once the login is linked its accounts are chosen elsewhere.
        var selection = session.UsedAt is null ? said.SelectionSealed ?? session.SelectionSealed : null;
        return await db.ConnectSessions
            .Where(row => row.Id == session.Id && row.EventCount == session.EventCount && row.State == session.State && row.ConnectionId == session.ConnectionId)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(moved => moved.EventCount, session.EventCount + kept.Count)
                    .SetProperty(moved => moved.State, progress.State)
                    .SetProperty(moved => moved.Reached, progress.Reached)
                    .SetProperty(moved => moved.Code, progress.Code)
                    .SetProperty(moved => moved.InstitutionName, progress.Institution)
                    .SetProperty(moved => moved.SelectionSealed, selection),
                cancellationToken) == 1;
    }
}

/// <summary>Messages of the widget, to be kept.</summary>
/// <param name="SelectionSealed">The accounts that they say were ticked.</param>
public sealed record SaidByWidget(IReadOnlyList<WidgetMessage> Messages, byte[]? SelectionSealed, DateTimeOffset At);
