using Flinks.Client.Wire;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Connect;

/// <summary>Says under each question what the bank accepts: nobody else can know an invented person's answers.</summary>
internal static class AcceptedAnswers
{
    public static string To(SecurityChallenge challenge, BankRound? round, string language)
    {
        var question = round?.Questions.FirstOrDefault(asked => asked.Prompt.English == challenge.Prompt || asked.Prompt.French == challenge.Prompt);
        if (question is null or { Right.Count: 0 })
        {
            return ConnectTexts.Anything.In(language);
        }

        return string.Join(", ", question.Right.Select(right => question.Type == QuestionType.ImageSelection
            ? $"{ConnectTexts.Picture.In(language)} {question.Choices.ToList().IndexOf(right) + 1}"
            : right.In(language)));
    }
}
