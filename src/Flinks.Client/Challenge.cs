namespace Flinks.Client;

/// <summary>A bank's question to the person (flinks/api.md 5.4).</summary>
/// <param name="Prompt">The question, verbatim: also the key of its answer.</param>
/// <param name="Type">Flinks' word: <c>QuestionAndAnswer</c>, <c>MultipleChoice</c>, <c>MultipleChoiceMultipleAnswers</c>, <c>TextOrCall</c>, <c>ImageSelection</c> or one to come.</param>
/// <param name="Choices">What to choose from; empty for a free answer.</param>
/// <param name="Images">Base64 pictures to choose from; empty but for <c>ImageSelection</c>.</param>
public sealed record Challenge(string Prompt, string Type, IReadOnlyList<string> Choices, IReadOnlyList<string> Images)
{
    public override string ToString() => $"{Type} ***";
}
