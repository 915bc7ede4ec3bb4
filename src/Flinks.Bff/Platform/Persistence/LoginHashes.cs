using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>
/// The hashes by which one login may be found: mostly one, several while a lookup key is being replaced. Its rows, in whichever table, carry the
/// same one at every moment; so they are compared with each other as ever, and only who comes with a loginId looks for all of these.
/// </summary>
/// <param name="Generation">The lookup key that is in force; see <see cref="HoldAsync"/>.</param>
/// <param name="All">Under the key in force first, then under those before it that are still in use.</param>
public sealed record LoginHashes(int Generation, IReadOnlyList<byte[]> All)
{
    /// <summary>What a login that is new here is stored under.</summary>
    public byte[] Current => All[0];

    /// <summary>
    /// Whether the key is still in force. Asked in the transaction that stores something under a hash: nothing is stored under a key that was
    /// replaced meanwhile. Asked after a search that found nothing: no row was stored under a key that the search did not know.
    /// </summary>
    public Task<bool> HoldAsync(BffDbContext db, CancellationToken cancellationToken) =>
        db.Keys.AnyAsync(key => key.Id == Generation && key.Name == LookupKeyNames.InForce, cancellationToken);

    /// <summary>The hash that rows of the login carry, or the one to begin with.</summary>
    public async Task<byte[]> InUseAsync(BffDbContext db, CancellationToken cancellationToken) => All.Count == 1
        ? Current
        : await db.Connections.Where(row => All.Contains(row.LoginHash)).Select(row => row.LoginHash).FirstOrDefaultAsync(cancellationToken)
            ?? await db.Deletions.Where(row => All.Contains(row.LoginHash)).Select(row => row.LoginHash).FirstOrDefaultAsync(cancellationToken)
            ?? await db.WebhookDeliveries.Where(row => All.Contains(row.LoginHash)).Select(row => row.LoginHash).FirstOrDefaultAsync(cancellationToken)
            ?? Current;

    public override string ToString() => "***";
}
