namespace Flinks.Simulator.Banks;

/// <summary>A text in both of Flinks' languages.</summary>
public sealed record Words(string English, string French)
{
    public string In(string language) => language == "fr" ? French : English;

    /// <summary>A text that is the same in both languages.</summary>
    public static Words Same(string text) => new(text, text);
}
