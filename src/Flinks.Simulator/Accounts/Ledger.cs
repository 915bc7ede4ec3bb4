namespace Flinks.Simulator.Accounts;

/// <summary>
/// An account's rows. Each month is made by itself from the account's seed and ends at the balance it began with, so a day's rows and
/// balances stay the same whichever day they are asked for.
/// </summary>
internal sealed class Ledger(AccountPlan plan)
{
    /// <summary>The rows of a span of days, oldest first, with their running balances.</summary>
    public IReadOnlyList<Entry> Between(DateOnly from, DateOnly to)
    {
        var entries = new List<Entry>();
        for (var month = FirstOfMonth(from); month <= to; month = month.AddMonths(1))
        {
            entries.AddRange(Month(month).Where(entry => entry.Date >= from && entry.Date <= to));
        }

        return entries;
    }

    public decimal BalanceOn(DateOnly day) => Month(FirstOfMonth(day)).LastOrDefault(entry => entry.Date <= day)?.Balance ?? plan.OpeningBalance;

    /// <summary>What the month of a day comes to before its last row evens it out.</summary>
    public decimal SumOfMonth(DateOnly day) => Month(FirstOfMonth(day)).Where(entry => entry.Date.AddDays(1).Month == day.Month).Sum(entry => entry.Amount);

    private List<Entry> Month(DateOnly first)
    {
        var chance = new StableChance($"{plan.Seed}/{first:yyyy-MM}");
        var last = first.AddMonths(1).AddDays(-1);
        var entries = new List<Entry>();
        for (var day = first; day < last; day = day.AddDays(1))
        {
            entries.AddRange(plan.Habit.RowsOf(day, chance));
        }

        var left = entries.Sum(entry => entry.Amount);
        if (left != 0)
        {
            entries.Add(new(last, left > 0 ? plan.Habit.SpareGoes : plan.Habit.ShortfallComes, -left, chance.NextId()));
        }

        var balance = plan.OpeningBalance;
        return [.. entries.Select(entry => entry with { Balance = balance += entry.Amount })];
    }

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);
}
