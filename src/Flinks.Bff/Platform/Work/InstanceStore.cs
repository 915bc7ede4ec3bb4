using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Work;

/// <summary>The running instances in the database.</summary>
public sealed class InstanceStore(Database database) : ISweep
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>The instance lives.</summary>
    public Task SayAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                if (await db.Instances.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(instance => instance.SeenAt, now), cancellationToken) == 0)
                {
                    db.Instances.Add(new Instance { Id = id, SeenAt = now });
                    await db.SaveChangesAsync(cancellationToken);
                }

                return true;
            },
            cancellationToken);

    /// <summary>Whether any other one was seen since.</summary>
    public Task<bool> AreOthersAsync(Guid id, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Instances.AnyAsync(row => row.Id != id && row.SeenAt > since, cancellationToken), cancellationToken);

    /// <summary>The instance is no more.</summary>
    public Task LeaveAsync(Guid id, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.Instances.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>Forgets those that died without a word.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = now - KeptFor;
        return database.WriteAsync(db => db.Instances.Where(row => row.SeenAt < old).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }
}
