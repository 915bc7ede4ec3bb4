using Flinks.Client.Wire;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Connect;

/// <summary>What a bank asks, in every kind of question that Flinks passes on.</summary>
internal sealed partial class ConnectScreens
{
    public Html Questions()
    {
        var questions = visit.Challenges.Select(Question).ToList();
        Html nothingAsked = $"<p>{In(ConnectTexts.NothingAsked)}</p>";
        return Screen(
            ConnectTexts.BankAsks,
            $"""
            <form method="post" action="{Address("answers")}" autocomplete="off">
              {(questions.Count > 0 ? questions : [nothingAsked])}
              <button>{In(ConnectTexts.Continue)}</button>
            </form>
            <details data-tells="COMPONENT_HELP2FA_INFO">
              <summary>{In(ConnectTexts.WhyAsked)}</summary>
              <p>{In(ConnectTexts.WhyAskedText)}</p>
            </details>
            <details data-tells="COMPONENT_HELP2FA_TROUBLESHOOTING">
              <summary>{In(ConnectTexts.NoCode)}</summary>
              <p>{In(ConnectTexts.NoCodeText)}</p>
            </details>
            """);
    }

    private Html Question(SecurityChallenge challenge, int index)
    {
        var choices = challenge.Iterables ?? [];
        return challenge.Type switch
        {
            QuestionType.ImageSelection => Group(challenge, index, choices.Select((image, number) => Picture(index, image, number + 1))),
            QuestionType.MultipleChoiceMultipleAnswers => Group(challenge, index, choices.Select(choice => SeveralOf(index, choice))),
            QuestionType.QuestionAndAnswer when choices.Count > 0 => Group(challenge, index, [NewQuestion(index, choices)]),
            QuestionType.QuestionAndAnswer => FreeAnswer(challenge, index),
            _ => Group(challenge, index, choices.Select(choice => OneOf(index, choice))),
        };
    }

    private Html FreeAnswer(SecurityChallenge challenge, int index) =>
        $"""
        <label for="answer-{index}">{challenge.Prompt}</label>
        <input type="text" id="answer-{index}" name="answer-{index}" aria-describedby="hint-{index}" required>
        {Hint(challenge, index)}
        """;

    private Html NewQuestion(int index, IReadOnlyList<string> questions) =>
        $"""
        <label for="question-{index}">{In(ConnectTexts.NewQuestion)}</label>
        <select id="question-{index}" name="answer-{index}">{questions.Select(Option)}</select>
        <label for="answer-{index}">{In(ConnectTexts.Answer)}</label>
        <input type="text" id="answer-{index}" name="answer-{index}" required>
        """;

    private static Html Option(string question) => $"<option>{question}</option>";

    private Html Group(SecurityChallenge challenge, int index, IEnumerable<Html> choices) =>
        $"""<fieldset aria-describedby="hint-{index}"><legend>{challenge.Prompt}</legend>{choices}{Hint(challenge, index)}</fieldset>""";

    private Html Hint(SecurityChallenge challenge, int index) =>
        $"""<p class="hint" id="hint-{index}">{In(ConnectTexts.Accepted)} {AcceptedAnswers.To(challenge, visit.Round, _language)}</p>""";

    private static Html OneOf(int index, string choice) =>
        $"""<label class="choice"><input type="radio" name="answer-{index}" value="{choice}" required> {choice}</label>""";

    private static Html SeveralOf(int index, string choice) =>
        $"""<label class="choice"><input type="checkbox" name="answer-{index}" value="{choice}"> {choice}</label>""";

    private Html Picture(int index, string image, int number) =>
        $"""
        <label class="choice">
          <input type="radio" name="answer-{index}" value="{image}" required>
          <img src="data:image/png;base64,{image}" width="72" height="72" alt="{In(ConnectTexts.Picture)} {number}">
        </label>
        """;
}
