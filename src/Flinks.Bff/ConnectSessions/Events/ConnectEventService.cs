using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Security;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>Takes what the widget said to its page.</summary>
public sealed class ConnectEventService(ConnectEventStore events, ConnectSessionStore sessions, Sealer sealer, TimeProvider time)
{
    /// <returns>Null if the user has no such session.</returns>
    public async Task<ConnectEventsBody?> TakeAsync(UserKey user, ConnectSessionId id, WidgetMessages said, CancellationToken cancellationToken)
    {
        var ticked = said.Messages.LastOrDefault(message => message.AccountIds is not null)?.AccountIds;
        var kept = new SaidByWidget(said.Messages, ticked is null ? null : sealer.SealSelection(ticked), time.GetUtcNow());
        return await events.AddAsync(user.ToBytes(), id, kept, cancellationToken) is { } session ? ConnectEventsBody.Of(session) : null;
    }

    /// <inheritdoc cref="TakeAsync"/>
    public async Task<ConnectEventsBody?> ShowAsync(UserKey user, ConnectSessionId id, CancellationToken cancellationToken) =>
        await sessions.FindAsync(user.ToBytes(), id, cancellationToken) is { } session ? ConnectEventsBody.Of(session) : null;
}
