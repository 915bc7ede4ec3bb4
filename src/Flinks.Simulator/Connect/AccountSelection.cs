using System.Globalization;
using Flinks.Client.Wire;

namespace Flinks.Simulator.Connect;

/// <summary>Whether a person chooses accounts, and which they are shown (flinks/connect.md 3.4 and 11).</summary>
internal sealed record AccountSelection
{
    public bool IsEnabled { get; init; }

    public bool Multiple { get; init; }

    public bool NoTitle { get; init; }

    /// <summary>Not only operations accounts.</summary>
    public bool ShowAll { get; init; }

    /// <summary>Operations accounts that money can hardly be sent to, too.</summary>
    public bool ShowAllOperations { get; init; }

    /// <summary>Collecting in the background takes all accounts, whatever was chosen.</summary>
    public bool FetchAll { get; init; }

    public string? Currency { get; init; }

    public decimal? EftEligibleRatio { get; init; }

    public static AccountSelection Of(IQueryCollection query) => new()
    {
        IsEnabled = ConnectParameters.IsTrue(query["accountSelectorEnable"]),
        Multiple = ConnectParameters.IsTrue(query["accountSelectorMultiple"]),
        NoTitle = ConnectParameters.IsTrue(query["accountSelectorNoTitle"]),
        ShowAll = ConnectParameters.IsTrue(query["showAllAccounts"]),
        ShowAllOperations = ConnectParameters.IsTrue(query["showAllOperationsAccounts"]),
        FetchAll = ConnectParameters.IsTrue(query["fetchAllAccounts"]),
        Currency = query["accountSelectorCurrency"],
        EftEligibleRatio = decimal.TryParse(query["eftEligibleRatio"], CultureInfo.InvariantCulture, out var ratio) ? ratio : null,
    };

    public bool Shows(Account account) => IsOfCurrency(account) && (ShowAll || (account.Category == "Operations" && IsEligible(account)));

    private bool IsOfCurrency(Account account) =>
        string.IsNullOrEmpty(Currency) || string.Equals(account.Currency, Currency, StringComparison.OrdinalIgnoreCase);

    private bool IsEligible(Account account) =>
        ShowAllOperations || EftEligibleRatio is not { } least || account.EftEligibleRatio is not { } ratio || ratio >= least;
}
