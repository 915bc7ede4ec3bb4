using System.Globalization;

namespace Flinks.Simulator.Banks;

/// <summary>The banks there are: Flinks' test bank and some invented ones. Each knows every user name that the simulator knows.</summary>
public static class BankDirectory
{
    public static SimulatedBank TestBank { get; } = new(Bank.Id, Bank.Name);

    /// <summary>Its people sign in at a page of its own (OAuth).</summary>
    public static SimulatedBank OAuthBank { get; } = new(9001, "SyntheticOAuthBank") { SignsInElsewhere = true };

    /// <summary>One that Flinks has switched off.</summary>
    public static SimulatedBank ClosedBank { get; } = new(9002, "Bank of Yesterday") { IsDown = true };

    public static IReadOnlyList<SimulatedBank> All { get; } =
    [
        TestBank,
        OAuthBank,
        ClosedBank,
        new(9003, "Caisse Inventée"),
        new(9004, "Maple Imaginary Trust"),
        new(9005, "Nowhere Coast Credit Union"),
        new(9006, "Pretend Prairie Bank"),
    ];

    /// <summary>By its name in any case, or by its id; null if there is none.</summary>
    public static SimulatedBank? Find(string? nameOrId) => All.FirstOrDefault(bank =>
        string.Equals(bank.Name, nameOrId, StringComparison.OrdinalIgnoreCase) || bank.Id.ToString(CultureInfo.InvariantCulture) == nameOrId);
}
