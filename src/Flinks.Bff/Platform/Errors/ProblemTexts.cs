using System.Collections.Frozen;

namespace Flinks.Bff.Platform.Errors;

/// <summary>What each code says to people: to the developer (<c>detail</c>) and to the person at the screen (<c>userMessage</c>).</summary>
public static partial class ProblemTexts
{
    /// <summary>The texts of one code in one language.</summary>
    public sealed record Text(string Title, string Detail, string UserMessage);

    public static Text Of(string code, Language language) => (language == Language.French ? French : English)[code];

    private static FrozenDictionary<string, Text> Texts(params (string Code, string Title, string Detail, string UserMessage)[] lines) =>
        lines.ToFrozenDictionary(line => line.Code, line => new Text(line.Title, line.Detail, line.UserMessage));
}
