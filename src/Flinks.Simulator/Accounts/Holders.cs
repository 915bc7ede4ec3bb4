using Flinks.Client.Wire;

namespace Flinks.Simulator.Accounts;

/// <summary>Invented people.</summary>
internal static class Holders
{
    private static readonly string[] Names = ["Fakey McTestface", "Nobody Real", "Émilie Inventée", "Madeup O'Person"];

    public static Holder Of(Guid loginId)
    {
        var chance = new StableChance($"{loginId}/holder");
        return new()
        {
            Name = chance.Pick(Names),
            Address = new()
            {
                CivicAddress = $"{chance.Below(900) + 1} Nowhere Street",
                City = "Testville",
                Province = "QC",
                PostalCode = "Z9Z 9Z9",
                Country = "CA",
            },
            Email = "fakey@example.invalid",
            PhoneNumber = $"(555) 555-01{chance.Digits(2)}",
        };
    }
}
