namespace Flinks.Simulator.Banks;

/// <summary>One question that a bank asks, and what it takes for an answer (flinks/api.md 5.4).</summary>
/// <param name="Type">Flinks' word for the kind of question.</param>
public sealed record BankQuestion(string Type, Words Prompt)
{
    /// <summary>What to choose from; empty for a free answer.</summary>
    public IReadOnlyList<Words> Choices { get; init; } = [];

    /// <summary>The right answers, all of which must be given. Empty: any choice, or any text, will do.</summary>
    public IReadOnlyList<Words> Right { get; init; } = [];

    /// <summary>The bank lets the person pick one of <see cref="Choices"/> as a new question: its answer follows the choice.</summary>
    public bool PicksQuestion => Type == QuestionType.QuestionAndAnswer && Choices.Count > 0;

    /// <summary>Whether the bank is content. Case and outer blanks do not count.</summary>
    public bool Accepts(IReadOnlyList<string> answers)
    {
        var given = answers.Select(answer => answer.Trim()).Where(answer => answer.Length > 0).ToList();
        if (PicksQuestion)
        {
            return given.Count == 2 && IsChoice(given[0]);
        }

        if (Right.Count == 0)
        {
            return given.Count == 1 && (Choices.Count == 0 || IsChoice(given[0]));
        }

        return given.Count == Right.Count && Right.All(right => given.Any(answer => Matches(right, answer)));
    }

    /// <summary>An answer that the bank accepts.</summary>
    public IReadOnlyList<string> RightAnswer(string language = "en")
    {
        if (PicksQuestion)
        {
            return [Choices[0].In(language), "An invented answer"];
        }

        if (Right.Count > 0)
        {
            return [.. Right.Select(right => right.In(language))];
        }

        return [Choices.Count > 0 ? Choices[0].In(language) : "An invented answer"];
    }

    private bool IsChoice(string answer) => Choices.Any(choice => Matches(choice, answer));

    private static bool Matches(Words words, string answer) =>
        string.Equals(words.English, answer, StringComparison.OrdinalIgnoreCase)
        || string.Equals(words.French, answer, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Flinks' words for the kinds of question.</summary>
public static class QuestionType
{
    public const string QuestionAndAnswer = "QuestionAndAnswer";
    public const string MultipleChoice = "MultipleChoice";
    public const string MultipleChoiceMultipleAnswers = "MultipleChoiceMultipleAnswers";
    public const string TextOrCall = "TextOrCall";
    public const string ImageSelection = "ImageSelection";
}
