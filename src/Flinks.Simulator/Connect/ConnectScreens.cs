using Flinks.Client.Wire;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Connect;

/// <summary>What a visit shows.</summary>
internal sealed class ConnectScreens(ConnectVisit visit)
{
    private readonly string _language = visit.Parameters.Language;

    public Html Consent() => Screen(
        ConnectTexts.ConsentTitle,
        $"""
        <p>{In(ConnectTexts.ConsentText)} <strong>{visit.Parameters.CustomerName ?? In(ConnectTexts.ThisCompany)}</strong></p>
        <form method="post" action="{Address("consent")}">
          <button name="agree" value="true">{In(ConnectTexts.Agree)}</button>
          <button name="agree" value="false" class="quiet">{In(ConnectTexts.Refuse)}</button>
        </form>
        """);

    public Html Banks() => Screen(
        ConnectTexts.ChooseBank,
        $"""
        <form method="post" action="{Address("bank")}">
          <button name="institution" value="{Bank.Name}" class="quiet">{Bank.Name}</button>
        </form>
        """);

    public Html Credentials() => Screen(
        ConnectTexts.SignIn,
        $"""
        <p class="hint">{In(ConnectTexts.SignInHint)}</p>
        <form method="post" action="{Address("credentials")}" autocomplete="off">
          <label for="username">{In(ConnectTexts.Username)}</label>
          <input type="text" id="username" name="username" required autocapitalize="none" spellcheck="false">
          <label for="password">{In(ConnectTexts.Password)}</label>
          <input type="password" id="password" name="password" required>
          <button>{In(ConnectTexts.Continue)}</button>
        </form>
        """);

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
            """);
    }

    /// <summary>Something went wrong that a further try may mend.</summary>
    public Html Retry(Words problem) => Screen(
        ConnectTexts.Problem,
        $"""
        <p>{In(problem)}</p>
        <form method="post" action="{Address("retry")}"><button>{In(ConnectTexts.TryAgain)}</button></form>
        """);

    public Html End(Words problem) => Screen(ConnectTexts.Problem, $"<p>{In(problem)}</p>");

    public Html Success() => Screen(ConnectTexts.Success, $"""<p class="done">{In(ConnectTexts.SuccessText)}</p>""");

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

    private Html Screen(Words title, Html content)
    {
        Html close = $"""
            <form method="post" action="{Address("close")}"><button class="quiet">{In(ConnectTexts.Close)}</button></form>
            """;
        return $"""
            <h1 tabindex="-1">{In(title)}</h1>
            <p role="alert"></p>
            {content}
            {(visit.Parameters.CloseEnable ? close : Html.Empty)}
            """;
    }

    private string Address(string action) => $"/v2/visits/{visit.Id}/{action}";

    private string In(Words words) => words.In(_language);
}
