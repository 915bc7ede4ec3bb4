using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.ConnectSessions;

/// <summary>201: an opened connect session. Show <see cref="IframeUrl"/>, once.</summary>
public sealed record ConnectSessionBody
{
    public required ConnectSessionId ConnectSessionId { get; init; }

    /// <summary>The signed Connect address, good for one opening.</summary>
    public required string IframeUrl { get; init; }

    /// <summary>The only origin whose messages may be believed.</summary>
    public required string MessageOrigin { get; init; }

    /// <summary>Until when the address works, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required NextAction NextAction { get; init; }
}
