using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence.Rekeying;

/// <summary>
/// The <c>rekey</c> command: replaces the keys of what is stored while instances run. It may be ended at any moment, run again, and run in two
/// places at once: every step leaves a database that all instances can read, and what is already done is not done again.
/// </summary>
public sealed class Rekey(DatabaseStart database, KeysStart keys, RekeyStore store, RingResealing elements, RingRenewal ring, LookupReplacement lookup, RowResealing rows, TimeProvider time)
{
    /// <exception cref="StartupException">A setting is wrong, the keys cannot be opened, or the database went away.</exception>
    public async Task RunAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        await database.StartingAsync(cancellationToken);
        await keys.StartingAsync(cancellationToken);
        try
        {
            await ReplaceAsync(tell, cancellationToken);
        }
        catch (Exception exception) when (DatabaseFault.Is(exception) || exception is DbUpdateException)
        {
            throw new StartupException($"The database failed ({DatabaseFault.Kind(exception)}) before all was done. Nothing is lost: run 'rekey' again, it goes on where it stood.");
        }
    }

    private async Task ReplaceAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        if (!await store.BeginAsync(time.GetUtcNow(), cancellationToken))
        {
            tell("Going on with a change of keys that was begun before, here or elsewhere.");
        }

        await elements.SealAsync(tell, cancellationToken);
        var fresh = await ring.RenewAsync(tell, cancellationToken);
        await lookup.ReplaceAsync(tell, cancellationToken);
        await rows.SealAsync(fresh, tell, cancellationToken);
        await store.EndAsync(AuditNote.ByOperator(actor: null, AuditAction.KeysReplaced, time.GetUtcNow()), cancellationToken);
        tell("Done.");
    }
}
