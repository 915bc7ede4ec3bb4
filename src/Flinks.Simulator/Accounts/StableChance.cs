using System.Security.Cryptography;
using System.Text;

namespace Flinks.Simulator.Accounts;

/// <summary>Numbers and ids that look made up but come out the same each time for the same seed.</summary>
internal sealed class StableChance(string seed)
{
    private ulong _state = BitConverter.ToUInt64(Hash(seed), 0) | 1;

    /// <summary>An id that belongs to the seed for good.</summary>
    public static Guid IdOf(string seed)
    {
        var bytes = Hash(seed)[..16];
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public decimal Amount(decimal from, decimal to) => from + (decimal)Below((int)((to - from) * 100) + 1) / 100;

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Below(10))));

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    // xorshift64*: the framework's Random does not promise the same numbers in every version.
    private ulong Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 2685821657736338717UL;
    }

    private static byte[] Hash(string seed) => SHA256.HashData(Encoding.UTF8.GetBytes(seed));
}
