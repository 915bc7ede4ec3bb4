namespace Flinks.Simulator.Accounts;

/// <summary>How much a login has.</summary>
public enum AccountsProfile
{
    /// <summary>A chequing account, savings and a card: about 8 KB for 90 days.</summary>
    Everyday,

    /// <summary>The same accounts without a transaction.</summary>
    NoTransactions,

    /// <summary>Five accounts of all kinds: chequing, savings in two currencies, a card and a loan.</summary>
    Mixed,

    /// <summary>Nine accounts: about 170 KB for a year.</summary>
    Big,

    /// <summary>Thirty busy accounts: about 20 MB, within 90 days.</summary>
    Huge,
}
