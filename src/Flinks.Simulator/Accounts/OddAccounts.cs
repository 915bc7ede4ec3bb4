using Flinks.Client.Wire;

namespace Flinks.Simulator.Accounts;

/// <summary>Accounts with all that Flinks has been seen to leave out or to write in another way (flinks/api.md 7.3 and 15.4).</summary>
internal static class OddAccounts
{
    public static IReadOnlyList<Account> Of(Guid loginId) => [Untidy(loginId), Bare(loginId)];

    /// <summary>No running balance, no order, dates with slashes or none, both columns filled.</summary>
    private static Account Untidy(Guid loginId) => new()
    {
        Transactions =
        [
            new() { Date = "2026-02-27", Description = "BOTH COLUMNS", Debit = 40, Credit = 400, Balance = 3960, Id = IdOf(loginId, "row1") },
            new() { Date = "2026/02/26", Description = "SLASHED DATE", Debit = 10, Id = IdOf(loginId, "row2") },
            new() { Date = "2026-02-28", Credit = 0.01m, Balance = -0.5m, Id = IdOf(loginId, "row3") },
            new() { Description = "NO DATE" },
        ],
        TransitNumber = "00099",
        InstitutionNumber = "009",
        OverdraftLimit = 100.5m,
        AccountNumber = "BA-00000-X",
        Balance = new(),
        Category = "Operations",
        Holder = new(),
        Id = IdOf(loginId, "untidy"),
    };

    /// <summary>No transactions, no holder, no numbers, of a kind that nobody knows.</summary>
    private static Account Bare(Guid loginId) => new()
    {
        Title = "Fake Unknown Product",
        Balance = new() { Current = -45.1m, Limit = 0 },
        Category = "Other",
        Currency = "CAD",
        Id = IdOf(loginId, "bare"),
    };

    private static Guid IdOf(Guid loginId, string what) => StableChance.IdOf($"{loginId}/odd/{what}");
}
