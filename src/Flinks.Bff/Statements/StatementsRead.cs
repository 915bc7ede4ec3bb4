using System.Security.Cryptography;
using System.Text;
using Flinks.Client;

namespace Flinks.Bff.Statements;

/// <summary>Statements that Flinks has ready.</summary>
/// <param name="RequestId">The session that they can be read with; null where there are none.</param>
/// <param name="Wanted">How Flinks was asked for them.</param>
public sealed record StatementsRead(RequestId? RequestId, StatementsWanted Wanted, IReadOnlyList<SharedStatement> Statements)
{
    public override string ToString() => "***";
}

/// <summary>A statement of an account that the user shares.</summary>
public sealed record SharedStatement(Guid Id, ListedStatement Statement)
{
    /// <summary>
    /// Flinks' own name of a statement may hold the account number, which must not stand in an address: ours is a hash of it, keyed by the
    /// loginId, which nobody outside knows.
    /// </summary>
    public static SharedStatement Of(LoginId loginId, ListedStatement statement)
    {
        var name = Encoding.UTF8.GetBytes($"{statement.AccountNumber}\0{statement.UniqueId}");
        return new SharedStatement(new Guid(HMACSHA256.HashData(loginId.Reveal().ToByteArray(), name).AsSpan(0, 16)), statement);
    }
}
