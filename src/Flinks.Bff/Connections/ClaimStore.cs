using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Connections;

/// <summary>Links logins to users in the database.</summary>
public sealed class ClaimStore(Database database)
{
    /// <summary>
    /// Links a login to its user, or refuses to. All of it is decided at one moment: of two users who come at once with a login that nobody
    /// holds, the second finds the first.
    /// </summary>
    public async Task<ClaimVerdict> LinkAsync(Connection claimed, LoginHashes login, ClaimTerms terms, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAloneAsync(db => LinkAsync(db, claimed, login, terms, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            // The same user was faster by a hair; this time their row is found.
            return await LinkAsync(claimed, login, terms, cancellationToken);
        }
    }

    private static async Task<ClaimVerdict> LinkAsync(BffDbContext db, Connection claimed, LoginHashes login, ClaimTerms terms, CancellationToken cancellationToken)
    {
        if (!await login.HoldAsync(db, cancellationToken))
        {
            return new ClaimVerdict.KeyReplaced();
        }

        if (await db.Deletions.AnyAsync(row => login.All.Contains(row.LoginHash), cancellationToken))
        {
            return await RefuseAsync(db, claimed, ProblemCodes.UpstreamBusy, cancellationToken);
        }

        var holders = await db.Connections.Where(row => login.All.Contains(row.LoginHash)).ToListAsync(cancellationToken);
        var own = holders.Find(row => row.UserKey.AsSpan().SequenceEqual(claimed.UserKey));
        if (own is { Proved: true })
        {
            return new ClaimVerdict.Linked(own);
        }

        if (await db.Connections.CountAsync(row => row.UserKey == claimed.UserKey && row.Proved, cancellationToken) >= terms.MaxPerUser)
        {
            return await RefuseAsync(db, claimed, ProblemCodes.TooManyConnections, cancellationToken);
        }

        var mustProve = terms.AlwaysProve || holders.Exists(row => row != own && row.Proved);
        if (mustProve && !terms.CanProve)
        {
            return await RefuseAsync(db, claimed, ProblemCodes.LoginNotProved, cancellationToken);
        }

        claimed.LoginHash = await login.InUseAsync(db, cancellationToken);
        var linked = own ?? db.Connections.Add(claimed).Entity;
        linked.Proved = !mustProve;
        linked.Version++;
        if (linked.Proved)
        {
            (AuditNote.ByUser(linked.UserKey, AuditAction.ConnectionLinked, claimed.CreatedAt) with { ConnectionId = linked.Id }).AddTo(db);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new ClaimVerdict.Linked(linked);
    }

    private static async Task<ClaimVerdict> RefuseAsync(BffDbContext db, Connection claimed, string code, CancellationToken cancellationToken)
    {
        (AuditNote.ByUser(claimed.UserKey, AuditAction.ClaimRefused, claimed.CreatedAt) with { Outcome = code }).AddTo(db);
        await db.SaveChangesAsync(cancellationToken);
        return new ClaimVerdict.Refused(code);
    }
}

/// <summary>On what terms a login may be linked.</summary>
/// <param name="CanProve">The user brings what a proof needs: an unused connect session that is young enough.</param>
/// <param name="AlwaysProve">A proof is asked for even if nobody else holds the login.</param>
/// <param name="MaxPerUser">Connections that one user may have.</param>
public readonly record struct ClaimTerms(bool CanProve, bool AlwaysProve, int MaxPerUser);

/// <summary>What became of a claim.</summary>
public abstract record ClaimVerdict
{
    private ClaimVerdict()
    {
    }

    /// <summary>The user's connection; not <see cref="Connection.Proved"/>, and so hidden, if it has to be proved first.</summary>
    public sealed record Linked(Connection Connection) : ClaimVerdict;

    /// <summary>Nothing was linked: the lookup key that the login was hashed with is no longer in force.</summary>
    public sealed record KeyReplaced : ClaimVerdict;

    /// <summary>Nothing was linked.</summary>
    public sealed record Refused(string Code) : ClaimVerdict;
}
