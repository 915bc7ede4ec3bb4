using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;

namespace Flinks.Bff.Platform.Errors;

/// <summary>The one thing a screen has to know: what to do next. Stands in every answer that names a connection and in every problem.</summary>
/// <param name="Type">What to do.</param>
/// <param name="Method">`GET` or `POST`: call `url` of this API. `OPEN`: show `url` in the iframe or WebView. Null: there is nothing to call.</param>
/// <param name="Url">An absolute path for calls of this API, an absolute address for what is to be opened; null where there is nothing to call.</param>
/// <param name="ExpiresAt">Until when `url` works, UTC; null where that is not limited.</param>
/// <param name="RetryAfterSeconds">How long to wait before doing it, in whole seconds; null: not at all.</param>
/// <param name="ConnectSessionId">The connect session that `url` opens; send it with the loginId that comes of it. Null for everything but `connect`.</param>
public sealed record NextAction(
    NextActionType Type,
    [property: OneOf("GET", "POST", "OPEN")] string? Method = null,
    string? Url = null,
    DateTimeOffset? ExpiresAt = null,
    int? RetryAfterSeconds = null,
    ConnectSessionId? ConnectSessionId = null)
{
    public static readonly NextAction None = new(NextActionType.None);

    public static readonly NextAction VisitBank = new(NextActionType.VisitBank);

    public static readonly NextAction ContactSupport = new(NextActionType.ContactSupport);

    /// <summary>Connect again; the call of ours that mints the address.</summary>
    public static readonly NextAction Connect = new(NextActionType.Connect, "POST", "/api/v1/connect-sessions");

    public static NextAction Wait(TimeSpan retryAfter) => new(NextActionType.Wait, RetryAfterSeconds: Seconds(retryAfter));

    public static NextAction Poll(RetrievalId id, TimeSpan? retryAfter = null) =>
        new(NextActionType.Poll, "GET", $"/api/v1/retrievals/{id}", RetryAfterSeconds: retryAfter is { } pause ? Seconds(pause) : null);

    /// <summary>The person is in the widget.</summary>
    public static NextAction Poll(ConnectSessionId id, TimeSpan retryAfter) =>
        new(NextActionType.Poll, "GET", $"/api/v1/connect-sessions/{id}", RetryAfterSeconds: Seconds(retryAfter));

    public static NextAction Retrieve(ConnectionId id, TimeSpan? retryAfter = null) =>
        new(NextActionType.Retrieve, "POST", $"/api/v1/connections/{id}/retrievals", RetryAfterSeconds: retryAfter is { } pause ? Seconds(pause) : null);

    /// <summary>The bank waits for the person; the call of ours that mints the address.</summary>
    public static NextAction Resume(RetrievalId id, DateTimeOffset? windowEndsAt) =>
        new(NextActionType.Resume, "POST", $"/api/v1/retrievals/{id}/resume-url", windowEndsAt);

    /// <summary>Show a Flinks address that was minted for this answer.</summary>
    public static NextAction Open(NextActionType type, string url, DateTimeOffset expiresAt, ConnectSessionId? session = null) =>
        new(type, "OPEN", url, expiresAt, ConnectSessionId: session);

    /// <summary>Whole seconds, never less than one: a client that is told 0 would spin.</summary>
    public static int Seconds(TimeSpan pause) => Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds));
}

/// <summary>What a screen does next.</summary>
public enum NextActionType
{
    /// <summary>Nothing: show the data, or the problem.</summary>
    None,

    /// <summary>Call <c>url</c> after <c>retryAfterSeconds</c>.</summary>
    Poll,

    /// <summary>The bank waits for the person: open <c>url</c>, or call it for an address to open.</summary>
    Resume,

    /// <summary>The person has to sign in at the bank again: open <c>url</c>, or call it for an address to open.</summary>
    Connect,

    /// <summary>Call <c>url</c> for a new retrieval, after <c>retryAfterSeconds</c> if it is set.</summary>
    Retrieve,

    /// <summary>Repeat the same call after <c>retryAfterSeconds</c>.</summary>
    Wait,

    /// <summary>The person has to settle something on their bank's own site first.</summary>
    VisitBank,

    /// <summary>Nothing that the person can do.</summary>
    ContactSupport,
}
