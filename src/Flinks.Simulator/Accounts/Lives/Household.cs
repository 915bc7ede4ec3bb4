namespace Flinks.Simulator.Accounts.Lives;

/// <summary>How people live: what comes in, what is due, and how freely they spend.</summary>
internal sealed record Household
{
    /// <summary>What employers pay every second Friday; more than one name is more than one pay.</summary>
    public IReadOnlyList<(string Employer, decimal Pay)> Jobs { get; init; } = [];

    /// <summary>Days on which a client may pay an invoice, in place of an employer.</summary>
    public IReadOnlyList<int> InvoiceDays { get; init; } = [];

    /// <summary>What is due on a day of the month, with its least and its highest amount.</summary>
    public IReadOnlyList<Bill> Bills { get; init; } = [];

    /// <summary>What the state pays on a day of the month.</summary>
    public IReadOnlyList<(int Day, string Name, decimal Amount)> Benefits { get; init; } = [];

    public required (decimal From, decimal To) Groceries { get; init; }

    /// <summary>Of a hundred days, on how many something is bought by card.</summary>
    public required int CardDays { get; init; }

    public decimal MonthlySavings { get; init; } = 100;

    public decimal OpeningBalance { get; init; } = 3200;
}

/// <summary>Something that is due each month.</summary>
/// <param name="WinterShare">How much more it is in January than in July: heating.</param>
internal sealed record Bill(int Day, string Name, decimal From, decimal To, decimal WinterShare = 0)
{
    public decimal In(int month, StableChance chance)
    {
        // Coldest in January, mildest in July.
        var cold = Math.Abs(month - 7) / 6m;
        return decimal.Round(chance.Amount(From, To) * (1 + (WinterShare * cold)), 2);
    }
}
