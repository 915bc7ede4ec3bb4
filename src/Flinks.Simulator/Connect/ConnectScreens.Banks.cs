using Flinks.Simulator.Banks;
using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Connect;

/// <summary>The banks to choose from, and what leads to a bank's own page.</summary>
internal sealed partial class ConnectScreens
{
    /// <summary>The address of the bank's own page. It names the bank: its window opens before the choice has arrived.</summary>
    public string ProviderOf(string bank) => $"{Address("provider")}?institution={Uri.EscapeDataString(bank)}";

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
}
