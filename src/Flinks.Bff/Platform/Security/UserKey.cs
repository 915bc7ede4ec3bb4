using System.Security.Cryptography;
using System.Text;

namespace Flinks.Bff.Platform.Security;

/// <summary>
/// A user, as SHA-256 over issuer and subject. Bytes, because databases compare text by rules of their own: a collation that ignores case
/// or trailing blanks would make two users one.
/// </summary>
public sealed class UserKey : IEquatable<UserKey>
{
    public const int Length = 32;

    private readonly byte[] _hash;

    public UserKey(byte[] hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, Length);
        _hash = hash;
    }

    /// <summary>The bytes that stand in the database.</summary>
    public byte[] ToBytes() => _hash;

    public static UserKey Of(string issuer, string subject) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\0{subject}")));

    public bool Equals(UserKey? other) => other is not null && _hash.AsSpan().SequenceEqual(other._hash);

    public override bool Equals(object? obj) => Equals(obj as UserKey);

    public override int GetHashCode() => BitConverter.ToInt32(_hash);

    public override string ToString() => "***";
}
