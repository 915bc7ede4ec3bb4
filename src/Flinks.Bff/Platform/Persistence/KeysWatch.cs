using System.Security.Cryptography;
using Flinks.Bff.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>
/// Takes up keys that <c>rekey</c>, or another instance, has put beside ours. Nothing is wrong before it does, as what was sealed or stored
/// with them is found anyway; but until then we go on sealing with the key before.
/// </summary>
public sealed partial class KeysWatch(IDbContextFactory<BffDbContext> contexts, KeyRing ring, LoginLookup lookup, TimeProvider time, ILogger<KeysWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private List<KeyName>? _seen;

    /// <summary>Looks whether keys have come or gone.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await NamesAsync(db, cancellationToken);
        if (_seen is { } seen && names.SequenceEqual(seen))
        {
            return;
        }

        await TakeUpAsync(cancellationToken);
        _seen = names;
    }

    /// <summary>What is there at the start has just been opened.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        _seen = await NamesAsync(db, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>A pause between looks, not a beat: nobody needs those that a standstill left out.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var look = new GuardedLook(LookAsync, fault => Log.Blind(logger, DatabaseFault.Kind(fault)));
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await look.TryAsync(stoppingToken);
        }
    }

    private static Task<List<KeyName>> NamesAsync(BffDbContext db, CancellationToken cancellationToken) =>
        db.Keys.OrderBy(key => key.Id).Select(key => new KeyName(key.Id, key.Name)).ToListAsync(cancellationToken);

    private async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            ring.ReadAnew(ring.Current);
            // Not made, if it is gone: that is for readiness to tell.
            await lookup.AreIntactAsync(cancellationToken);
        }
        catch (CryptographicException)
        {
            Log.Unreadable(logger);
        }
    }

    private sealed record KeyName(int Id, string Name);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database could not be asked for new keys ({Failure}); asked again every second.")]
        public static partial void Blind(ILogger logger, string failure);

        [LoggerMessage(LogLevel.Error, "Keys have been stored that this instance cannot open; it goes on with those that it has. Is DataProtection:CertificatePath the one of the others?")]
        public static partial void Unreadable(ILogger logger);
    }
}
