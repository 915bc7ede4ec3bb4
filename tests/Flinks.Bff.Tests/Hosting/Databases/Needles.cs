using System.Text;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>What is looked for among stored bytes, in every form in which it could stand there.</summary>
internal sealed class Needles
{
    private readonly HashSet<(string What, string Hex)> _needles = [];

    public void Add(string what, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text) })
            {
                Add(what, bytes);
                AddWritten(what, bytes);
            }
        }
    }

    public void Add(string what, Guid? id)
    {
        if (id is { } value)
        {
            foreach (var bytes in new[] { value.ToByteArray(), value.ToByteArray(bigEndian: true) })
            {
                Add(what, bytes);
                AddWritten(what, bytes);
            }

            foreach (var text in new[] { value.ToString("D"), value.ToString("N") })
            {
                Add(what, text);
                Add(what, text.ToUpperInvariant());
            }
        }
    }

    public void Add(string what, byte[] needle) => _needles.Add((what, Convert.ToHexString(needle)));

    public string[] FoundIn(byte[] bytes) =>
        [.. _needles.Where(needle => bytes.AsSpan().IndexOf(Convert.FromHexString(needle.Hex)) >= 0).Select(needle => needle.What).Distinct()];

    /// <summary>Bytes that somebody wrote as text.</summary>
    private void AddWritten(string what, byte[] bytes)
    {
        foreach (var text in new[] { Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes), Convert.ToBase64String(bytes) })
        {
            Add(what, Encoding.UTF8.GetBytes(text));
            Add(what, Encoding.Unicode.GetBytes(text));
        }
    }
}
