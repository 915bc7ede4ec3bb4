using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Persistence;
using Flinks.Client;

namespace Flinks.Bff.NightlyRefresh;

/// <summary>The logins that Flinks will not refresh by night, found by their hashes.</summary>
public sealed class IneligibleLogins
{
    private readonly Dictionary<string, IneligibleLogin>? _logins;

    private IneligibleLogins(Dictionary<string, IneligibleLogin>? logins) => _logins = logins;

    /// <summary>Flinks gave its list.</summary>
    public bool AreKnown => _logins is not null;

    public static async Task<IneligibleLogins> ReadAsync(FlinksClient flinks, LoginLookup lookup, CancellationToken cancellationToken)
    {
        if (await flinks.NightlyStatusAsync(cancellationToken) is not FlinksOutcome.NightlyStatus(var listed))
        {
            return new IneligibleLogins(null);
        }

        var logins = new Dictionary<string, IneligibleLogin>(StringComparer.Ordinal);
        foreach (var login in listed)
        {
            foreach (var hash in lookup.Hash(login.LoginId).All)
            {
                logins[Convert.ToHexString(hash)] = login;
            }
        }

        return new IneligibleLogins(logins);
    }

    public NightlyVerdict Judge(Connection connection, DateTimeOffset now) =>
        NightlyRule.Judge(connection, _logins?.GetValueOrDefault(Convert.ToHexString(connection.LoginHash)), AreKnown, now);
}
