namespace Flinks.Bff.Platform.Settings;

/// <summary>A secret key with a name, so that keys can be replaced one by one.</summary>
public sealed class NamedKey
{
    /// <summary>Up to 32 of <c>A-Z a-z 0-9 _ -</c>; unique in its list. Not a secret.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>The key, as its list says. Secret.</summary>
    public string Value { get; set; } = string.Empty;

    public override string ToString() => $"{Id}: ***";
}
