using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Platform.Errors;

/// <summary>The one thing a screen has to know: what to do next. Stands in every answer that names a connection and in every problem.</summary>
/// <param name="Type">What to do.</param>
/// <param name="Method"><c>GET</c> or <c>POST</c>: call <paramref name="Url"/> of ours. <c>OPEN</c>: show <paramref name="Url"/> in the iframe or WebView. Null: nothing to call.</param>
/// <param name="Url">Path-absolute for our own addresses, absolute for Flinks'.</param>
/// <param name="ExpiresAt">Until when <paramref name="Url"/> works, UTC.</param>
/// <param name="RetryAfterSeconds">How long to wait before doing it, in seconds.</param>
/// <param name="ConnectSessionId">The connect session that an opened Connect URL belongs to.</param>
public sealed record NextAction(
    NextActionType Type,
    string? Method = null,
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

/// <summary>What a screen does next. Clients ignore values they do not know.</summary>
public enum NextActionType
{
    None,
    Poll,
    Resume,
    Connect,
    Retrieve,
    Wait,
    VisitBank,
    ContactSupport,
}
