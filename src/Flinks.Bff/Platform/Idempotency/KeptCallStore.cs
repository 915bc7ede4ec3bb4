using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Idempotency;

/// <summary>Kept calls in the database.</summary>
public sealed class KeptCallStore(Database database) : ISweep
{
    public Task<KeptCall?> FindAsync(byte[] callHash, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.IdempotencyKeys.AsNoTracking().FirstOrDefaultAsync(call => call.CallHash == callHash && call.ForgetAt > now, cancellationToken),
            cancellationToken);

    /// <summary>Keeps a call. If another instance kept the same one meanwhile, the first stays.</summary>
    /// <returns>The call that counts.</returns>
    public async Task<KeptCall> KeepAsync(KeptCall call, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(
                async db =>
                {
                    await db.IdempotencyKeys.Where(row => row.CallHash == call.CallHash && row.ForgetAt <= now).ExecuteDeleteAsync(cancellationToken);
                    db.IdempotencyKeys.Add(call);
                    return await db.SaveChangesAsync(cancellationToken);
                },
                cancellationToken);
            return call;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return await FindAsync(call.CallHash, now, cancellationToken) ?? call;
        }
    }

    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.IdempotencyKeys.Where(call => call.ForgetAt <= now).ExecuteDeleteAsync(cancellationToken), cancellationToken);
}
