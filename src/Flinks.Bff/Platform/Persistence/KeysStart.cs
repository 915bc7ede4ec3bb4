using System.Security.Cryptography;
using Flinks.Bff.Platform.Settings;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Opens the keys that seal what is stored, before anything is sealed.</summary>
public sealed partial class KeysStart(
    IKeyManager ring, LoginLookup lookup, IOptions<DataProtectionKeysOptions> options, IHostEnvironment environment, ILogger<KeysStart> logger) : IHostedLifecycleService
{
    /// <exception cref="UnreadableKeysException">The keys are sealed by a certificate that we do not have.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // Left to itself, Data Protection would add a key of its own to a ring that it cannot open, and seal with that.
        if (ring.GetAllKeys() is { Count: > 0 } keys && !keys.Any(CanBeOpened))
        {
            throw new UnreadableKeysException();
        }

        if (options.Value.CertificatePath is null && !environment.IsDevelopment())
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

    private static bool CanBeOpened(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "DataProtection:CertificatePath is not set: the keys that seal stored logins lie open in the database beside them.")]
        public static partial void KeysLieOpen(ILogger logger);
    }
}

/// <summary>What is stored was sealed by keys that cannot be opened.</summary>
public sealed class UnreadableKeysException()
    : StartupException("DataProtection:CertificatePath does not name the certificate that sealed the keys in the database: nothing stored could be read.");
