using Flinks.Bff.Audit;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Security;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Retrievals;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Connections;

/// <summary>Links a login that its user does not hold yet. If somebody else does, the user has to prove that it is theirs too.</summary>
public sealed class ClaimService(
    ClaimStore store,
    ConnectionClaims claims,
    ConnectRetrieval retrieval,
    ConnectAddresses addresses,
    AuditTrail audit,
    LoginLookup lookup,
    Sealer sealer,
    IOptions<ConnectionsOptions> options,
    TimeProvider time)
{
    /// <summary>How long after its start a connect session may prove a claim.</summary>
    private static readonly TimeSpan ProofLifetime = TimeSpan.FromMinutes(20);

    /// <param name="hidden">The user's own earlier claim, if one is not proved yet.</param>
    public async Task<RetrievalAnswer> ClaimAsync(
        UserKey user, Connection? hidden, NamedLogin named, Asking asking, CancellationToken cancellationToken)
    {
        if (hidden is not null && await retrieval.JoinOpenAsync(hidden, asking, cancellationToken) is { } joined)
        {
            return joined;
        }

        if (claims.Count(user) is { } pause)
        {
            await audit.UserDidAsync(user, AuditAction.ClaimRefused, ProblemCodes.RateLimited, cancellationToken);
            return new RetrievalAnswer.Refused(new Refusal(ProblemCodes.RateLimited) { RetryAfter = pause });
        }

        var terms = new ClaimTerms(IsProof(named.Session), options.Value.RequireProof == ProofRule.Always, options.Value.MaxPerUser);
        return await LinkAsync(user, named, terms, cancellationToken) switch
        {
            // Linked and read by another call while this one was on its way: no longer new.
            ClaimVerdict.Linked({ Proved: true, LastRetrievalId: not null } connection) => await retrieval.ConnectAsync(connection, named, asking, cancellationToken),
            ClaimVerdict.Linked(var connection) =>
                await retrieval.ClaimAsync(connection, named, connection.Proved ? null : named.Session!.CreatedAt, asking, cancellationToken),
            ClaimVerdict.Refused(ProblemCodes.LoginNotProved) => new RetrievalAnswer.Refused(
                new Refusal(ProblemCodes.LoginNotProved) { NextAction = await addresses.OpenForAsync(user.ToBytes(), repaired: null, cancellationToken) }),
            ClaimVerdict.Refused(var code) => new RetrievalAnswer.Refused(new Refusal(code)),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    private bool IsProof(ConnectSession? session) => session is { UsedAt: null } && session.CreatedAt >= time.GetUtcNow() - ProofLifetime;

    /// <summary>Again, if the lookup key was replaced just then.</summary>
    private async Task<ClaimVerdict> LinkAsync(UserKey user, NamedLogin named, ClaimTerms terms, CancellationToken cancellationToken)
    {
        while (true)
        {
            var login = lookup.Hash(named.LoginId);
            var verdict = await store.LinkAsync(New(user, named, login), login, terms, cancellationToken);
            if (verdict is not ClaimVerdict.KeyReplaced)
            {
                return verdict;
            }

            if (!await lookup.AreIntactAsync(cancellationToken))
            {
                // Gone, not replaced: nothing can be linked that would be found again, until the table is restored.
                return new ClaimVerdict.Refused(ProblemCodes.UpstreamUnavailable);
            }
        }
    }

    private Connection New(UserKey user, NamedLogin named, LoginHashes login)
    {
        var now = time.GetUtcNow();
        return new Connection
        {
            Id = ConnectionId.New(now),
            UserKey = user.ToBytes(),
            LoginHash = login.Current,
            LoginSealed = sealer.SealLogin(named.LoginId),
            Language = named.Session?.Language,
            CreatedAt = now,
        };
    }
}
