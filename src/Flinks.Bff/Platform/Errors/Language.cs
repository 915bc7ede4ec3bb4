namespace Flinks.Bff.Platform.Errors;

/// <summary>The two languages we speak.</summary>
public enum Language
{
    English,
    French,
}

/// <summary>Which language a caller wants.</summary>
public static class Languages
{
    private static readonly string[] Known = ["en", "fr", "*"];

    /// <summary>The value of <c>Content-Language</c>.</summary>
    public static string Tag(this Language language) => language == Language.French ? "fr" : "en";

    /// <summary>The first language of <c>Accept-Language</c>, by weight, that we speak; English otherwise.</summary>
    public static Language Accepted(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality is not 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value?.Split('-')[0])
            .FirstOrDefault(language => Known.Contains(language, StringComparer.OrdinalIgnoreCase));

        return string.Equals(wanted, "fr", StringComparison.OrdinalIgnoreCase) ? Language.French : Language.English;
    }
}
