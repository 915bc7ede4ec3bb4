using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Retrievals;
using Flinks.Client;

namespace Flinks.Bff.Connections;

/// <summary>The main job: takes a loginId, links it to its user, and gets its data in the way that fits what the person has just done.</summary>
public sealed class ConnectService(
    ConnectionStore connections, ConnectSessionService sessions, ConnectSessionStore sessionStore, ClaimService claims, ConnectRetrieval retrieval, LoginLookup lookup)
{
    public async Task<RetrievalAnswer> ConnectAsync(UserKey user, ConnectLogin request, Asking asking, CancellationToken cancellationToken)
    {
        var (named, refusal) = await NameAsync(user, request, cancellationToken);
        if (named is null)
        {
            return new RetrievalAnswer.Refused(refusal!);
        }

        var held = await lookup.FindAsync(
            named.LoginId, login => connections.FindByLoginAsync(user.ToBytes(), login, cancellationToken), found => found is not null, cancellationToken);
        if (held is not { Proved: true })
        {
            return await claims.ClaimAsync(user, held, named, asking, cancellationToken);
        }

        // Linked a moment ago by a call that has not begun to read it: to this one the login is as new as to that one.
        return held.LastRetrievalId is null && !await connections.HasRetrievalsAsync(held.Id, cancellationToken)
            ? await retrieval.ClaimAsync(held, named, proofAfter: null, asking, cancellationToken)
            : await retrieval.ConnectAsync(held, named, asking, cancellationToken);
    }

    /// <summary>Which login is meant, and by which session it came.</summary>
    private async Task<(NamedLogin? Named, Refusal? Refusal)> NameAsync(UserKey user, ConnectLogin request, CancellationToken cancellationToken)
    {
        var data = request.Options?.ToDataOptions() ?? new DataOptions();
        if (request.Ticket is { } ticket)
        {
            return await sessions.RedeemAsync(user, ticket, cancellationToken) is { } redeemed
                ? (new NamedLogin(redeemed.LoginId, redeemed.Session, ConnectFreshness.Auto, data) { IsUncollected = ConnectSessionSettings.Parse(redeemed.Session.Settings).IsOAuth }, null)
                : (null, new Refusal(ProblemCodes.NotFound));
        }

        ConnectSession? session = null;
        if (request.ConnectSessionId is { } sessionId
            && (session = await sessionStore.FindAsync(user.ToBytes(), sessionId, cancellationToken)) is null)
        {
            return (null, Refusal.Invalid("connectSessionId", "Is not a connect session of yours."));
        }

        return (new NamedLogin(new LoginId(request.LoginId!.Value), session, request.Freshness ?? ConnectFreshness.Auto, data), null);
    }
}

/// <summary>A login that a caller names, with what they said about it.</summary>
public sealed record NamedLogin(LoginId LoginId, ConnectSession? Session, ConnectFreshness Freshness, DataOptions Options)
{
    /// <summary>The person has signed in on their bank's own site: Flinks may go there, but has not been.</summary>
    public bool IsUncollected { get; init; }

    /// <summary>Live only where that was asked for in so many words.</summary>
    public Freshness Explicit => Freshness == ConnectFreshness.Live ? Retrievals.Freshness.Live : Retrievals.Freshness.Cached;

    /// <summary>When the person set out to sign in at the bank, if that was in a session that is named.</summary>
    public DateTimeOffset? SessionStartedAt => Session?.CreatedAt;

    public override string ToString() => "***";
}
