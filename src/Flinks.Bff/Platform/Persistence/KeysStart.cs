using System.Security.Cryptography;
using Flinks.Bff.Platform.Settings;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Opens the keys that seal what is stored, before anything is sealed.</summary>
public sealed partial class KeysStart(
    RingOpening opening, LoginLookup lookup, KeyCertificates certificates, IHostEnvironment environment, ILogger<KeysStart> logger) : IHostedLifecycleService
{
    /// <exception cref="UnreadableKeysException">The keys are sealed by a certificate that we do not have.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        Judge(await opening.ReadAsync(cancellationToken));
        if (certificates.Current is null && !environment.IsDevelopment())
        {
            Log.KeysLieOpen(logger);
        }

        try
        {
            await lookup.LoadAsync(cancellationToken);
        }
        catch (CryptographicException)
        {
            throw new UnreadableKeysException();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Judge(RingState ring)
    {
        // Left to itself, Data Protection would add a key of its own to a ring that it cannot open, and seal with that.
        if (ring is { Keys: > 0, Opening: 0 })
        {
            throw new UnreadableKeysException();
        }

        if (ring.Opening < ring.Keys)
        {
            Log.SomeDoNotOpen(logger, ring.Keys - ring.Opening, ring.Keys);
        }

        if (ring.LiesOpen && certificates.Current is not null)
        {
            Log.SomeLieOpen(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "DataProtection:CertificatePath is not set: the keys that seal stored logins lie open in the database beside them.")]
        public static partial void KeysLieOpen(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Some keys that seal stored logins lie open in the database, from before DataProtection:CertificatePath was set: 'dotnet Flinks.Bff.dll rekey' seals them.")]
        public static partial void SomeLieOpen(ILogger logger);

        [LoggerMessage(LogLevel.Error, "{Count} of {All} keys that seal what is stored cannot be opened, so this instance does not become ready: add the certificate that sealed them to DataProtection:PreviousCertificates.")]
        public static partial void SomeDoNotOpen(ILogger logger, int count, int all);
    }
}

/// <summary>What is stored was sealed by keys that cannot be opened.</summary>
public sealed class UnreadableKeysException()
    : StartupException("Neither DataProtection:CertificatePath nor DataProtection:PreviousCertificates names the certificate that sealed the keys in the database: nothing stored could be read.");
