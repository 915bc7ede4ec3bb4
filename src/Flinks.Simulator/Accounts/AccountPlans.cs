using Flinks.Simulator.Accounts.Lives;

namespace Flinks.Simulator.Accounts;

/// <summary>Which accounts a login has.</summary>
internal static class AccountPlans
{
    private const int HugeAccounts = 30;
    private const int HugeRowsADay = 42;

    public static IReadOnlyList<AccountPlan> Of(Guid loginId, AccountsProfile profile) => profile switch
    {
        AccountsProfile.NoTransactions => [.. Everyday(loginId).Select(plan => plan with { HasTransactions = false })],
        AccountsProfile.Mixed => Mixed(loginId),
        AccountsProfile.Student => Live(loginId, Households.Student),
        AccountsProfile.Family => Live(loginId, Households.Family),
        AccountsProfile.Freelancer => Live(loginId, Households.Freelancer),
        AccountsProfile.Big => Big(loginId),
        AccountsProfile.Huge => [.. Enumerable.Range(1, HugeAccounts).Select(number => Till(loginId, number, HugeRowsADay))],
        _ => Everyday(loginId),
    };

    private static IReadOnlyList<AccountPlan> Everyday(Guid loginId) => [Chequing(loginId, ""), Savings(loginId, ""), Card(loginId, "")];

    private static IReadOnlyList<AccountPlan> Mixed(Guid loginId) =>
    [
        Chequing(loginId, ""), Savings(loginId, ""), Dollars(loginId), Card(loginId, ""), Loan(loginId),
    ];

    private static IReadOnlyList<AccountPlan> Big(Guid loginId) =>
    [
        Chequing(loginId, ""), Savings(loginId, ""), Card(loginId, ""),
        Chequing(loginId, " Joint"), Card(loginId, " Travel"), Card(loginId, " Student"),
        Dollars(loginId),
        Savings(loginId, " Rainy Day"),
        Till(loginId, 1, rowsADay: 1),
    ];

    /// <summary>Accounts that know of each other: what leaves one arrives at the other.</summary>
    private static IReadOnlyList<AccountPlan> Live(Guid loginId, Household household)
    {
        var card = Card(loginId, "") with { Habit = new CardLife(household), Limit = 8000.00m };
        return
        [
            Chequing(loginId, "") with { Habit = new ChequingLife(household, card), OpeningBalance = household.OpeningBalance },
            Savings(loginId, "") with { Habit = new SavingsLife(household) },
            card,
        ];
    }

    private static AccountPlan Chequing(Guid loginId, string suffix)
    {
        var seed = $"{loginId}/chequing{suffix}";
        return new(seed, $"Fake Everyday Chequing{suffix}", "Operations", "Chequing", new DailyLife())
        {
            AccountNumber = new StableChance(seed).Digits(7),
            OpeningBalance = 1950.40m,
        };
    }

    private static AccountPlan Savings(Guid loginId, string suffix)
    {
        var seed = $"{loginId}/savings{suffix}";
        return new(seed, $"Fake Savings{suffix}", "Operations", "Savings", new Saving())
        {
            AccountNumber = new StableChance(seed).Digits(7),
            OpeningBalance = 5004.12m,
        };
    }

    private static AccountPlan Dollars(Guid loginId) =>
        Savings(loginId, " US") with { Currency = "USD", EftEligibleRatio = 0.5m, ETransferEligibleRatio = 0 };

    private static AccountPlan Loan(Guid loginId)
    {
        var seed = $"{loginId}/loan";
        return new(seed, "Fake Car Loan", "Credits", "LoanCar", new Repaying())
        {
            AccountNumber = new StableChance(seed).Digits(9),
            TransitNumber = null,
            InstitutionNumber = null,
            OpeningBalance = -14250.00m,
            EftEligibleRatio = 0,
            ETransferEligibleRatio = 0,
        };
    }

    private static AccountPlan Card(Guid loginId, string suffix)
    {
        var seed = $"{loginId}/card{suffix}";
        return new(seed, $"Fake Credit Card{suffix}", "Credits", "CreditCard", new CardSpending())
        {
            AccountNumber = $"0000 **** **** {new StableChance(seed).Digits(4)}",
            TransitNumber = null,
            InstitutionNumber = null,
            OpeningBalance = -212.75m,
            Limit = 5000.00m,
            EftEligibleRatio = 0,
            ETransferEligibleRatio = 0,
        };
    }

    private static AccountPlan Till(Guid loginId, int number, int rowsADay)
    {
        var seed = $"{loginId}/till{number}";
        return new(seed, $"Fake Business Account {number}", "Operations", "Chequing", new BusyTill(rowsADay))
        {
            AccountNumber = $"BA-{new StableChance(seed).Digits(5)}",
            OpeningBalance = 12500.00m,
        };
    }
}
