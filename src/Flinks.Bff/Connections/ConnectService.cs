using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Retrievals;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Connections;

/// <summary>The main job: takes a loginId, links it to its user, and gets its data in the way that fits what the person has just done.</summary>
public sealed class ConnectService(
    ConnectionStore connections,
    ConnectSessionService sessions,
    ConnectSessionStore sessionStore,
    DeletionStore deletions,
    ConnectionClaims claims,
    ConnectRetrieval retrieval,
    ConnectAddresses addresses,
    LoginLookup lookup,
    Sealer sealer,
    IOptions<ConnectionsOptions> options,
    TimeProvider time)
{
    /// <summary>How long after its start a connect session may prove a claim.</summary>
    private static readonly TimeSpan ProofLifetime = TimeSpan.FromMinutes(20);

    public async Task<RetrievalAnswer> ConnectAsync(UserKey user, ConnectLogin request, Asking asking, CancellationToken cancellationToken)
    {
        var (named, refusal) = await NameAsync(user, request, cancellationToken);
        if (named is null)
        {
            return new RetrievalAnswer.Refused(refusal!);
        }

        if (await deletions.IsPendingAsync(named.LoginHash, cancellationToken))
        {
            return new RetrievalAnswer.Refused(new Refusal(ProblemCodes.UpstreamBusy));
        }

        var held = await connections.FindByLoginAsync(user.ToBytes(), named.LoginHash, cancellationToken);
        return held is { Proved: true }
            ? await retrieval.ConnectAsync(held, named, asking, cancellationToken)
            : await ClaimAsync(user, held, named, asking, cancellationToken);
    }

    /// <summary>Which login is meant, and by which session it came.</summary>
    private async Task<(NamedLogin? Named, Refusal? Refusal)> NameAsync(UserKey user, ConnectLogin request, CancellationToken cancellationToken)
    {
        var data = request.Options?.ToDataOptions() ?? new DataOptions();
        if (request.Ticket is { } ticket)
        {
            return await sessions.RedeemAsync(user, ticket, cancellationToken) is { } redeemed
                ? (new NamedLogin(redeemed.LoginId, lookup.Hash(redeemed.LoginId), redeemed.Session, ConnectFreshness.Auto, data), null)
                : (null, new Refusal(ProblemCodes.NotFound));
        }

        ConnectSession? session = null;
        if (request.ConnectSessionId is { } sessionId
            && (session = await sessionStore.FindAsync(user.ToBytes(), sessionId, cancellationToken)) is null)
        {
            return (null, Refusal.Invalid("connectSessionId", "Is not a connect session of yours."));
        }

        var loginId = new LoginId(request.LoginId!.Value);
        return (new NamedLogin(loginId, lookup.Hash(loginId), session, request.Freshness, data), null);
    }

    /// <summary>The caller does not hold the login yet. If somebody else does, they have to prove that it is theirs too.</summary>
    private async Task<RetrievalAnswer> ClaimAsync(
        UserKey user, Connection? hidden, NamedLogin named, Asking asking, CancellationToken cancellationToken)
    {
        if (hidden is not null && await retrieval.JoinOpenAsync(hidden, asking, cancellationToken) is { } joined)
        {
            return joined;
        }

        if (claims.Count(user) is { } pause)
        {
            return new RetrievalAnswer.Refused(new Refusal(ProblemCodes.RateLimited) { RetryAfter = pause });
        }

        if (await connections.CountAsync(user.ToBytes(), cancellationToken) >= options.Value.MaxPerUser)
        {
            return new RetrievalAnswer.Refused(new Refusal(ProblemCodes.TooManyConnections));
        }

        var needsProof = options.Value.RequireProof == ProofRule.Always
            || await connections.IsHeldByOthersAsync(user.ToBytes(), named.LoginHash, cancellationToken);
        if (needsProof && !IsProof(named.Session))
        {
            return new RetrievalAnswer.Refused(new Refusal(ProblemCodes.LoginNotProved) { NextAction = await addresses.OpenForAsync(user.ToBytes(), repaired: null, cancellationToken) });
        }

        var connection = await AddAsync(user, hidden, named, proved: !needsProof, cancellationToken);
        return connection is null
            ? await retrieval.ConnectAsync((await connections.FindByLoginAsync(user.ToBytes(), named.LoginHash, cancellationToken))!, named, asking, cancellationToken)
            : await retrieval.ClaimAsync(connection, named, needsProof ? named.Session!.CreatedAt : null, asking, cancellationToken);
    }

    private bool IsProof(ConnectSession? session) => session is { UsedAt: null } && session.CreatedAt > time.GetUtcNow() - ProofLifetime;

    /// <returns>Null if the user linked the same login at the same moment.</returns>
    private async Task<Connection?> AddAsync(UserKey user, Connection? hidden, NamedLogin named, bool proved, CancellationToken cancellationToken)
    {
        if (hidden is not null)
        {
            return await connections.ChangeAsync(hidden.Id, row => row.Proved |= proved, cancellationToken);
        }

        var now = time.GetUtcNow();
        var connection = new Connection
        {
            Id = ConnectionId.New(now),
            UserKey = user.ToBytes(),
            LoginHash = named.LoginHash,
            LoginSealed = sealer.SealLogin(named.LoginId),
            Proved = proved,
            Language = named.Session?.Language,
            CreatedAt = now,
        };
        return await connections.AddAsync(connection, cancellationToken) ? connection : null;
    }
}

/// <summary>A login that a caller names, with what they said about it.</summary>
public sealed record NamedLogin(LoginId LoginId, byte[] LoginHash, ConnectSession? Session, ConnectFreshness Freshness, DataOptions Options)
{
    /// <summary>Live only where that was asked for in so many words.</summary>
    public Retrievals.Freshness Explicit => Freshness == ConnectFreshness.Live ? Retrievals.Freshness.Live : Retrievals.Freshness.Cached;

    public override string ToString() => "***";
}
