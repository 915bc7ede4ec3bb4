using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>202: what was said is taken.</summary>
public sealed record ConnectEventsBody
{
    /// <summary>The session it was said in.</summary>
    public required ConnectSessionId ConnectSessionId { get; init; }

    /// <summary>Where the person is by it.</summary>
    public required ConnectSessionState State { get; init; }

    /// <summary>How many of the session's messages are kept; 200 at most.</summary>
    public required int Kept { get; init; }

    public static ConnectEventsBody Of(ConnectSession session) => new() { ConnectSessionId = session.Id, State = session.State, Kept = session.EventCount };
}
