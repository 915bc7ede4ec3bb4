using System.Globalization;

namespace Flinks.Simulator.Banks;

/// <summary>The banks there are: Flinks' test bank and some invented ones. Each knows every user name that the simulator knows.</summary>
public static class BankDirectory
{
    public static SimulatedBank TestBank { get; } = new(Bank.Id, Bank.Name) { ListedAs = "Flinks Capital", FrenchName = "Flinks Capital" };

    /// <summary>Its people sign in at a page of its own (OAuth).</summary>
    public static SimulatedBank OAuthBank { get; } = new(9001, "SyntheticOAuthBank") { SignsInElsewhere = true };

    /// <summary>One that Flinks has switched off.</summary>
    public static SimulatedBank ClosedBank { get; } = new(9002, "Bank of Yesterday") { IsDown = true };

    public static IReadOnlyList<SimulatedBank> All { get; } =
    [
        TestBank,
        OAuthBank,
        ClosedBank,
        new(9003, "Caisse Inventée") { FrenchName = "Caisse Inventée" },
        new(9004, "Maple Imaginary Trust"),
        new(9005, "Nowhere Coast Credit Union"),
        new(9006, "Pretend Prairie Bank"),
        new(9007, "Made-up National Bank") { FrenchName = "Banque nationale inventée" },
        new(9008, "Saint Emily Savings Union") { FrenchName = "Caisse populaire Sainte-Émilie" },
        new(9009, "Northern Lights Trust") { FrenchName = "Fiducie des aurores boréales" },
        new(9010, "Maple Pretend Credit Union") { FrenchName = "Coopérative de crédit Érable fictif" },
        new(9011, "Fake Credit Union of Nowhere") { Country = "US", RoutingNumber = "000000000" },
        new(9012, "Imaginary Federal Bank") { Country = "US", RoutingNumber = "000000018" },
    ];

    /// <summary>By its name in any case, or by its id; null if there is none.</summary>
    public static SimulatedBank? Find(string? nameOrId) => All.FirstOrDefault(bank =>
        string.Equals(bank.Name, nameOrId, StringComparison.OrdinalIgnoreCase) || bank.Id.ToString(CultureInfo.InvariantCulture) == nameOrId);
}
