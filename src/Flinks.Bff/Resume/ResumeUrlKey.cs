using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Flinks.Bff.Resume;

/// <summary>A key that signs the Flinks addresses we give out.</summary>
public sealed class ResumeUrlKey(string id, byte[] secret)
{
    /// <summary>Stands in the address as <c>bff_kid</c>.</summary>
    public string Id => id;

    /// <summary>Base64url of HMAC-SHA256 over every byte.</summary>
    public string SignatureOf(ReadOnlySpan<char> address)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(address)];
        Encoding.UTF8.GetBytes(address, bytes);
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, bytes));
    }

    public override string ToString() => $"{id}: ***";
}
