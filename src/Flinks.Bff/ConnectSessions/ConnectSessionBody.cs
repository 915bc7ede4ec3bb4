using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.ConnectSessions;

/// <summary>201: a run of the widget that is ready to be shown.</summary>
public sealed record ConnectSessionBody
{
    /// <summary>Names the session; send it with the loginId that comes of it.</summary>
    public required ConnectSessionId ConnectSessionId { get; init; }

    /// <summary>The signed Connect address to show in an iframe or WebView, for one opening.</summary>
    public required string IframeUrl { get; init; }

    /// <summary>The only origin whose `postMessage` events may be believed.</summary>
    public required string MessageOrigin { get; init; }

    /// <summary>Until when the address works, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>`connect` with `OPEN`: the same address again.</summary>
    public required NextAction NextAction { get; init; }
}
