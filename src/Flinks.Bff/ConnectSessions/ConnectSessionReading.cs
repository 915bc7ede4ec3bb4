using Flinks.Bff.Connections;
using Flinks.Bff.ConnectSessions.Events;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Timeline;

namespace Flinks.Bff.ConnectSessions;

/// <summary>Tells where a session stands.</summary>
public sealed class ConnectSessionReading(ConnectSessionStore sessions, ConnectEventStore events, ConnectionStore connections, TimeProvider time)
{
    /// <summary>Nothing tells us of a person who walks away. Some banks have people wait for a code for minutes, none for so long.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(1);

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    /// <returns>Null if the user has no such session.</returns>
    public async Task<ConnectSessionStatus?> ShowAsync(UserKey user, ConnectSessionId id, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(user.ToBytes(), id, cancellationToken) is not { } session)
        {
            return null;
        }

        var entries = await events.ReadAsync(id, cancellationToken);
        var connection = session.ConnectionId is { } became ? await FindAsync(user, became, cancellationToken) : null;
        var state = StateOf(session, entries.Count > 0 ? entries[^1].At : null);
        return new ConnectSessionStatus
        {
            ConnectSessionId = id,
            State = state,
            Code = session.Code,
            Institution = session.InstitutionName,
            Language = session.Language,
            CreatedAt = session.CreatedAt,
            Repairs = session.Repairs,
            ConnectionId = connection?.ConnectionId,
            NextAction = connection?.NextAction ?? Next(id, state, session.Code),
            Entries = [.. entries.Select(TimelineEntryBody.Of)],
        };
    }

    /// <summary>A claim that is not proved is nobody's connection yet.</summary>
    private async Task<ConnectionBody?> FindAsync(UserKey user, ConnectionId id, CancellationToken cancellationToken) =>
        await connections.ListAsync(user.ToBytes(), id, cancellationToken) is [var (connection, open)] ? ConnectionBody.Of(connection, open) : null;

    private ConnectSessionState StateOf(ConnectSession session, DateTimeOffset? lastHeard)
    {
        var silentFrom = session.State switch
        {
            ConnectSessionState.Created => session.OpensUntil,
            < ConnectSessionState.Completed => (lastHeard ?? session.CreatedAt) + LongestSilence,
            _ => null,
        };
        return silentFrom <= time.GetUtcNow() ? ConnectSessionState.Expired : session.State;
    }

    private static NextAction Next(ConnectSessionId id, ConnectSessionState state, string? code) => state switch
    {
        < ConnectSessionState.Completed => NextAction.Poll(id, LookAgainAfter),
        ConnectSessionState.Failed when code is "NEW_ACCOUNT" or "DISABLED_LOGIN" or "UNAUTHORIZED" => NextAction.VisitBank,
        _ => NextAction.Connect,
    };
}
