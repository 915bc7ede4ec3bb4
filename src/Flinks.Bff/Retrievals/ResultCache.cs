using Flinks.Bff.Audit;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Where a ready retrieval's data are: in this instance's memory for <c>Retrieval:FreshFor</c>, within a size limit; on disk, sealed, only if
/// nobody waited for them.
/// </summary>
public sealed class ResultCache(
    ResultStore store, Sealer sealer, IOptions<RetrievalOptions> retrieval, IOptions<RetentionOptions> retention, TimeProvider time) : IDisposable
{
    /// <summary>Room for several hundred ordinary results or a few of the largest; what does not fit is asked for again.</summary>
    private const long MemoryLimit = 128L * 1024 * 1024;

    private readonly MemoryCache _memory = new(new MemoryCacheOptions { SizeLimit = MemoryLimit });

    /// <summary>Keeps data in memory for those who ask soon.</summary>
    /// <returns>What was kept before, if another way brought data too.</returns>
    public AccountData? Remember(RetrievalId id, AccountData data)
    {
        var before = _memory.Get<Remembered>(id)?.Data;
        if (retrieval.Value.FreshFor > TimeSpan.Zero)
        {
            _memory.Set(id, new Remembered(data, time.GetUtcNow() + retrieval.Value.FreshFor), new MemoryCacheEntryOptions
            {
                Size = data.Json.Length,
                AbsoluteExpirationRelativeToNow = retrieval.Value.FreshFor,
            });
        }

        return before;
    }

    /// <summary>The data came second, or for nothing: those that were kept before stand.</summary>
    public void TakeBack(RetrievalId id, AccountData data, AccountData? before)
    {
        if (_memory.Get<Remembered>(id)?.Data != data)
        {
            return;
        }

        Forget(id);
        if (before is not null)
        {
            Remember(id, before);
        }
    }

    /// <summary>The row that keeps data for those who come later.</summary>
    public StoredResult Seal(RetrievalId id, AccountData data) => new()
    {
        RetrievalId = id,
        Sealed = sealer.SealResult(data.Json),
        ErasesAt = time.GetUtcNow() + retention.Value.AccountData,
    };

    public async Task<AccountData?> FindAsync(RetrievalId id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_memory.TryGetValue<Remembered>(id, out var remembered) && remembered!.Until > now)
        {
            return remembered.Data;
        }

        return await store.FindAsync(id, now, cancellationToken) is { } stored ? AccountData.Parse(sealer.OpenResult(stored.Sealed)) : null;
    }

    public void Forget(RetrievalId id) => _memory.Remove(id);

    /// <summary>Keeps data that nobody took after all.</summary>
    public Task KeepAsync(RetrievalId id, AccountData data, CancellationToken cancellationToken) => store.KeepAsync(Seal(id, data), cancellationToken);

    /// <summary>Their user wants them gone.</summary>
    public Task EraseAsync(RetrievalId id, AuditNote note, CancellationToken cancellationToken)
    {
        Forget(id);
        return store.EraseAsync(id, note, cancellationToken);
    }

    public void Dispose() => _memory.Dispose();

    /// <summary>The cache keeps real time; whether data are still fresh is judged by our own clock.</summary>
    private sealed record Remembered(AccountData Data, DateTimeOffset Until);
}
