namespace Flinks.Simulator.Accounts;

/// <summary>What stays the same about an account.</summary>
internal sealed record AccountPlan(string Seed, string Title, string Category, string Type, Habit Habit)
{
    public Guid Id { get; } = StableChance.IdOf(Seed);

    public string Currency { get; init; } = "CAD";

    public required string AccountNumber { get; init; }

    /// <summary>Null for a card: it has no transit.</summary>
    public string? TransitNumber { get; init; } = "00099";

    public string? InstitutionNumber { get; init; } = "777";

    public decimal OpeningBalance { get; init; }

    /// <summary>Most that a card may owe.</summary>
    public decimal? Limit { get; init; }

    public decimal EftEligibleRatio { get; init; } = 0.98m;

    public decimal ETransferEligibleRatio { get; init; } = 0.97m;

    public bool IsCard => Category == "Credits";

    public bool HasTransactions { get; init; } = true;
}
