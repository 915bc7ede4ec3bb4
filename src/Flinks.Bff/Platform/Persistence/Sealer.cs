using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Flinks.Bff.Platform.Telemetry;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Seals what must not lie open in the database, each column under a purpose of its own, so that one column's bytes open nowhere else.</summary>
public sealed class Sealer(KeyRing ring, PlatformMetrics metrics)
{
    private const int GuidLength = 16;

    private readonly Seal _logins = new(ring, "logins", metrics);
    private readonly Seal _requests = new(ring, "requests", metrics);
    private readonly Seal _challenges = new(ring, "challenges", metrics);
    private readonly Seal _results = new(ring, "results", metrics);
    private readonly Seal _deliveries = new(ring, "deliveries", metrics);
    private readonly Seal _selections = new(ring, "selections", metrics);
    private readonly Seal _lookupKey = new(ring, "lookup-key", metrics);

    public byte[] SealLogin(Client.LoginId loginId) => _logins.Protect(loginId.Reveal().ToByteArray());

    public Client.LoginId OpenLogin(byte[] sealedLogin) => new(new Guid(_logins.Unprotect(sealedLogin)));

    /// <summary>The login under the key that seals now.</summary>
    /// <exception cref="CryptographicException">It cannot be opened.</exception>
    public byte[] RenewLogin(byte[] sealedLogin) => _logins.Renew(sealedLogin);

    public byte[] SealRequest(Client.RequestId requestId) => _requests.Protect(requestId.Reveal().ToByteArray());

    public Client.RequestId OpenRequest(byte[] sealedRequest) => new(new Guid(_requests.Unprotect(sealedRequest)));

    public byte[] SealChallenges<T>(T challenges, JsonTypeInfo<T> type) => _challenges.Protect(JsonSerializer.SerializeToUtf8Bytes(challenges, type));

    public T? OpenChallenges<T>(byte[] sealedChallenges, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(_challenges.Unprotect(sealedChallenges), type);

    /// <summary>Results are compressed first: bank data repeat themselves, and sealed bytes no longer shrink.</summary>
    public byte[] SealResult(ReadOnlyMemory<byte> json) => _results.Protect(Pack(json));

    public byte[] OpenResult(byte[] sealedResult) => Unpack(_results.Unprotect(sealedResult));

    /// <inheritdoc cref="RenewLogin"/>
    public byte[] RenewResult(byte[] sealedResult) => _results.Renew(sealedResult);

    /// <summary>A webhook's body, compressed as results are.</summary>
    public byte[] SealDelivery(ReadOnlyMemory<byte> body) => _deliveries.Protect(Pack(body));

    /// <exception cref="CryptographicException">The key ring that sealed it is not the one we have.</exception>
    public byte[] OpenDelivery(byte[] sealedBody) => Unpack(_deliveries.Unprotect(sealedBody));

    /// <summary>Accounts that a person ticked, until their login is linked.</summary>
    public byte[] SealSelection(IReadOnlyList<Guid> accounts) => _selections.Protect([.. accounts.SelectMany(static account => account.ToByteArray())]);

    /// <exception cref="CryptographicException">The key ring that sealed it is not the one we have.</exception>
    public List<Guid> OpenSelection(byte[] sealedAccounts) => [.. _selections.Unprotect(sealedAccounts).Chunk(GuidLength).Select(static account => new Guid(account))];

    public byte[] SealLookupKey(byte[] key) => _lookupKey.Protect(key);

    /// <exception cref="CryptographicException">The key ring that sealed it is not the one we have.</exception>
    public byte[] OpenLookupKey(byte[] sealedKey) => _lookupKey.Unprotect(sealedKey);

    /// <inheritdoc cref="RenewLogin"/>
    public byte[] RenewLookupKey(byte[] sealedKey) => _lookupKey.Renew(sealedKey);

    private static byte[] Pack(ReadOnlyMemory<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(bytes.Span);
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        brotli.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
