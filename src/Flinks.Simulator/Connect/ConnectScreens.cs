using Flinks.Client.Wire;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Connect;

/// <summary>What a visit shows.</summary>
internal sealed partial class ConnectScreens(ConnectVisit visit)
{
    private readonly string _language = visit.Parameters.Language;

    public Html Consent() => Screen(
        ConnectTexts.ConsentTitle,
        $"""
        {Appended(visit.Parameters.ConsentTitleAppendedText)}
        <p>{In(ConnectTexts.ConsentText)} <strong>{visit.Parameters.CustomerName ?? In(ConnectTexts.ThisCompany)}</strong></p>
        {Features(visit.Parameters.Features)}
        <form method="post" action="{Address("consent")}">
          {Terms(visit.Parameters.Terms)}
          <button name="agree" value="true">{In(ConnectTexts.Agree)}</button>
          <button name="agree" value="false" class="quiet" formnovalidate>{In(ConnectTexts.Refuse)}</button>
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

    /// <summary>Something went wrong that a further try may mend.</summary>
    public Html Retry(Words problem) => Screen(
        ConnectTexts.Problem,
        $"""
        <p>{In(problem)}</p>
        <form method="post" action="{Address("retry")}"><button>{In(ConnectTexts.TryAgain)}</button></form>
        """);

    public Html End(Words problem) => Screen(ConnectTexts.Problem, $"<p>{In(problem)}</p>");

    public Html Success() => Screen(ConnectTexts.Success, $"""<p class="done">{In(ConnectTexts.SuccessText)}</p>""");

    private static Html Features(IReadOnlyList<string> features)
    {
        Html list = $"<ul>{features.Select(Feature)}</ul>";
        return features.Count > 0 ? list : Html.Empty;
    }

    private static Html Feature(string feature) => $"<li>{feature}</li>";

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
