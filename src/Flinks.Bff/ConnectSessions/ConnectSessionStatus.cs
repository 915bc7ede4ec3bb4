using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Timeline;

namespace Flinks.Bff.ConnectSessions;

/// <summary>Where a run of the widget stands.</summary>
public sealed record ConnectSessionStatus
{
    /// <summary>Names the session.</summary>
    public required ConnectSessionId ConnectSessionId { get; init; }

    /// <summary>Where the person is, as far as the widget's messages tell.</summary>
    public required ConnectSessionState State { get; init; }

    /// <summary>What explains the state, in Flinks' words: of `failed`, `closed` and `expired`, and of `credentials` and `mfa` what was wrong with the last try. Null where all is well.</summary>
    public required string? Code { get; init; }

    /// <summary>The bank, as the widget names it; null until one was chosen.</summary>
    public required string? Institution { get; init; }

    /// <summary>The language that the widget speaks.</summary>
    [OneOf("en", "fr")]
    public required string Language { get; init; }

    /// <summary>When it was started, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The connection that it was started to repair; null for a new one.</summary>
    public required ConnectionId? Repairs { get; init; }

    /// <summary>The connection that the login became which was posted with this session; null before that.</summary>
    public required ConnectionId? ConnectionId { get; init; }

    /// <summary>What a screen does next: that of the connection, once there is one; `poll` while the person is in the widget; `connect` to start anew.</summary>
    public required NextAction NextAction { get; init; }

    /// <summary>What the widget said, in order; 200 messages at most.</summary>
    public required IReadOnlyList<TimelineEntryBody> Entries { get; init; }
}
