namespace Flinks.Bff.Platform.Persistence;

/// <summary>What can be told of sealed bytes without opening them.</summary>
public static class SealedBytes
{
    /// <summary>Data Protection begins with four bytes that are always the same, and the id of the key.</summary>
    private const int KeyAt = 4;

    private const int KeyLength = 16;

    /// <summary>The ring key that sealed them; null if they are too short to be sealed at all.</summary>
    public static Guid? KeyOf(byte[] sealedBytes) =>
        sealedBytes.Length >= KeyAt + KeyLength ? new Guid(sealedBytes.AsSpan(KeyAt, KeyLength)) : null;
}
