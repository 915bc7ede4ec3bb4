using System.Collections.Concurrent;

namespace Flinks.Bff.Tests.Secrets;

/// <summary>What must not be heard, each under the name by which a failure tells of it.</summary>
internal sealed class Canaries
{
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _names.Count;

    /// <summary>A secret in words of its own; too short a word would be found by chance.</summary>
    public void Plant(string name, string? secret)
    {
        if (secret is { Length: >= 6 })
        {
            _names.TryAdd(secret, name);
            _names.TryAdd(Uri.EscapeDataString(secret), name);
        }
    }

    /// <summary>A GUID in every form that .NET writes; its digits alone are in most of them.</summary>
    public void Plant(string name, Guid secret)
    {
        foreach (var format in new[] { "D", "N", "X" })
        {
            Plant($"{name} ({format})", secret.ToString(format));
        }

        Plant($"{name} (bytes)", Convert.ToBase64String(secret.ToByteArray()));
        Plant($"{name} (hex)", Convert.ToHexString(secret.ToByteArray()));
    }

    /// <summary>The names of those that stand in a text.</summary>
    public IEnumerable<string> In(string text) =>
        _names.Where(canary => text.Contains(canary.Key, StringComparison.OrdinalIgnoreCase)).Select(canary => canary.Value);
}
