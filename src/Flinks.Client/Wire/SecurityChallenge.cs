namespace Flinks.Client.Wire;

/// <summary>One question of the bank (flinks/api.md 5.4).</summary>
public sealed class SecurityChallenge
{
    public string? Type { get; init; }

    /// <summary>The question, and the key under which its answer must be sent, byte for byte.</summary>
    public string? Prompt { get; init; }

    /// <summary>Choices, or base64 pictures for <c>ImageSelection</c>.</summary>
    public IReadOnlyList<string>? Iterables { get; init; }
}
