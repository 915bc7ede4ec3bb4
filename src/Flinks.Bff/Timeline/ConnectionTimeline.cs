using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Timeline;

/// <summary>What happened to a connection.</summary>
public sealed record ConnectionTimeline
{
    /// <summary>The connection.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>In order, the newest last; at most `limit` of them.</summary>
    public required IReadOnlyList<TimelineEntryBody> Entries { get; init; }

    /// <summary>What to send as `after` for the entries before these; null at the beginning.</summary>
    public required string? Next { get; init; }

    /// <summary>What the person or the screen should do; `none` if all is well.</summary>
    public required NextAction NextAction { get; init; }
}
