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
        {Appended(visit.Parameters.ConsentTitleAppendedText)}
        <p>{In(ConnectTexts.ConsentText)} <strong>{visit.Parameters.CustomerName ?? In(ConnectTexts.ThisCompany)}</strong></p>
        <form method="post" action="{Address("consent")}">
          {Terms(visit.Parameters.Terms)}
          <button name="agree" value="true">{In(ConnectTexts.Agree)}</button>
          <button name="agree" value="false" class="quiet" formnovalidate>{In(ConnectTexts.Refuse)}</button>
        </form>
        """);

    public Html Banks() => Screen(
        ConnectTexts.ChooseBank,
        $"""
        <form method="post" action="{Address("bank")}">
          <label for="search">{In(ConnectTexts.Search)}</label>
          <input type="search" id="search" autocomplete="off" spellcheck="false" aria-describedby="found"
            data-filters="banks" data-found="{In(ConnectTexts.Found)}">
          <p class="hint" id="found" role="status"></p>
          <ul class="banks" id="banks">{BankDirectory.All.Select(BankItem)}</ul>
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
        <details data-tells="COMPONENT_CLICK_RESET_PASSWORD">
          <summary>{In(ConnectTexts.ForgotPassword)}</summary>
          <p>{In(ConnectTexts.SignInHint)}</p>
        </details>
        {BackToBanks()}
        """);

    /// <summary>The bank has a page of its own to sign in at; it opens in a window of its own, which a browser may have blocked.</summary>
    public Html SignInElsewhere(bool isBlocked)
    {
        Html blocked = $"""<p role="alert">{In(ConnectTexts.WindowBlocked)}</p>""";
        return Screen(
            ConnectTexts.SignInElsewhere,
            $"""
            {(isBlocked ? blocked : Html.Empty)}
            <p>{visit.Institution}: {In(ConnectTexts.SignInElsewhereText)}</p>
            <form method="post" action="{Address("window")}">
              <button {OpensWindow(visit.Institution)}>{In(ConnectTexts.OpenBank)}</button>
            </form>
            {BackToBanks()}
            """);
    }

    public Html WaitsForBank(bool isEarly = false)
    {
        Html early = $"""<p role="alert">{In(ConnectTexts.BankHasNotAnswered)}</p>""";
        return Screen(
            ConnectTexts.WaitsForBank,
            $"""
            {(isEarly ? early : Html.Empty)}
            <p>{In(ConnectTexts.WaitsForBankText)}</p>
            <form method="post" action="{Address("returned")}" id="returned"><button>{In(ConnectTexts.IAmBack)}</button></form>
            """);
    }

    public Html BankDown() => Screen(
        ConnectTexts.Problem,
        $"""
        <p>{In(ConnectTexts.ProblemOf("DISABLED_INSTITUTION"))}</p>
        {BackToBanks()}
        """);

    public Html Accounts(bool hasChosenNone = false)
    {
        var accounts = visit.Parameters.Accounts;
        Html none = $"""<p role="alert">{In(ConnectTexts.ChooseAnAccount)}</p>""";
        return Screen(
            accounts.Multiple ? ConnectTexts.ChooseAccounts : ConnectTexts.ChooseAccount,
            $"""
            {(hasChosenNone ? none : Html.Empty)}
            <form method="post" action="{Address("accounts")}">
              <fieldset><legend>{In(ConnectTexts.Accounts)}</legend>{visit.Accounts.Select(AccountItem)}</fieldset>
              <button>{In(ConnectTexts.Continue)}</button>
            </form>
            """);
    }

    /// <summary>The address of the bank's own page. It names the bank: its window opens before the choice has arrived.</summary>
    public string ProviderOf(string bank) => $"{Address("provider")}?institution={Uri.EscapeDataString(bank)}";

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

    private static Html Appended(string? text)
    {
        Html paragraph = $"<p>{text}</p>";
        return string.IsNullOrEmpty(text) ? Html.Empty : paragraph;
    }

    private Html Terms(TermsOfUse? terms)
    {
        if (terms is null)
        {
            return Html.Empty;
        }

        Html words = $"""
            <span>{terms.Before ?? In(ConnectTexts.IAccept)}
            <a href="{terms.Url}" target="_blank" rel="noopener noreferrer" data-tells="COMPONENT_CLICK_TERMS_URL">{terms.Link ?? In(ConnectTexts.TheTerms)}</a>
            {terms.After}</span>
            """;
        Html box = $"""
            <label class="choice"><input type="checkbox" required data-on="COMPONENT_ACCEPT_TERMS" data-off="COMPONENT_DENY_TERMS"> {words}</label>
            """;
        Html paragraph = $"<p>{words}</p>";
        return terms.NoCheckbox ? paragraph : box;
    }

    private Html BankItem(SimulatedBank bank)
    {
        var opensWindow = bank.SignsInElsewhere ? OpensWindow(bank.Name) : Html.Empty;
        return $"""<li><button name="institution" value="{bank.Name}" class="quiet" {opensWindow}>{bank.Name}</button></li>""";
    }

    /// <summary>The script opens the window at the click itself: browsers block one that comes later.</summary>
    private Html OpensWindow(string bank)
    {
        Html address = $"data-window=\"{ProviderOf(bank)}\"";
        return visit.Parameters.OAuthWindowRedirect ? Html.Empty : address;
    }

    private Html BackToBanks()
    {
        Html back = $"""
            <form method="post" action="{Address("back")}"><button class="quiet">{In(ConnectTexts.AnotherBank)}</button></form>
            """;
        return visit.Parameters is { BackEnable: true, Institution: null } ? back : Html.Empty;
    }

    private Html AccountItem(Account account)
    {
        var kind = visit.Parameters.Accounts.Multiple ? "checkbox" : "radio";
        var title = visit.Parameters.Accounts.NoTitle ? account.Type : account.Title;
        return $"""
            <label class="choice"><input type="{kind}" name="account" value="{account.Id ?? Guid.Empty}">
              <span>{title} <span class="hint">{account.Currency} …{LastDigits(account.AccountNumber)}</span></span></label>
            """;
    }

    private static string LastDigits(string? number) => number is { Length: > 4 } ? number[^4..] : number ?? "";

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
