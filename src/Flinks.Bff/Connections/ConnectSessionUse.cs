using System.Security.Cryptography;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;

namespace Flinks.Bff.Connections;

/// <summary>Uses a connect session up for the login that came of it.</summary>
public sealed class ConnectSessionUse(ConnectSessionUseStore store, Sealer sealer)
{
    /// <returns>The connection as it then stands, or null if the session had been used.</returns>
    public Task<Connection?> SpendAsync(ConnectSessionId id, Connection connection, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.SpendAsync(id, connection, TickedAccounts, now, cancellationToken);

    /// <summary>What cannot be opened was not ticked: the column counts it, and the person can still choose.</summary>
    private List<Guid>? TickedAccounts(byte[] sealedAccounts)
    {
        try
        {
            return sealer.OpenSelection(sealedAccounts);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
