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

    /// <summary>A year of a student's life: a part-time job, a room, a pass for the bus.</summary>
    Student,

    /// <summary>A year of a family's life: two pays, a mortgage, daycare, a car.</summary>
    Family,

    /// <summary>A year of a freelancer's life: invoices that are paid or not, rent, tax instalments.</summary>
    Freelancer,

    /// <summary>Two accounts that leave out or bend whatever Flinks has been seen to, whatever is asked for.</summary>
    Odd,

    /// <summary>Nine accounts: about 170 KB for a year.</summary>
    Big,

    /// <summary>Thirty busy accounts: about 20 MB, within 90 days.</summary>
    Huge,
}
