namespace Flinks.Simulator.Accounts.Lives;

/// <summary>A household's chequing account: pay, benefits, what is due, groceries, cash, and the payment of its card.</summary>
internal sealed class ChequingLife(Household household, AccountPlan card) : Habit
{
    public const int SavingsDay = 20;

    // Any Friday does: pay days are counted from it.
    private static readonly DateOnly APayDay = new(2024, 1, 5);

    public override string SpareGoes => "TRANSFER TO INVENTED TFSA";

    public override string ShortfallComes => "TRANSFER FROM INVENTED LINE OF CREDIT";

    public override IEnumerable<Entry> RowsOf(DateOnly day, StableChance chance) =>
        [.. Income(day, chance), .. Due(day, chance), .. Spending(day, chance), .. CardPayment(day, chance)];

    private IEnumerable<Entry> Income(DateOnly day, StableChance chance)
    {
        for (var job = 0; job < household.Jobs.Count; job++)
        {
            // Two pays of a household alternate.
            if ((day.DayNumber - APayDay.DayNumber + (7 * job)) % 14 == 0)
            {
                yield return new(day, $"PAYROLL DEPOSIT / {household.Jobs[job].Employer}", household.Jobs[job].Pay, chance.NextId());
            }
        }

        foreach (var due in household.InvoiceDays)
        {
            if (BusinessDays.Books(day, due) && chance.Below(100) < 80)
            {
                yield return new(day, $"INTERAC E-TRANSFER / {chance.Pick(Merchants.Clients)}", chance.Amount(640, 1480), chance.NextId());
            }
        }

        foreach (var (due, name, amount) in household.Benefits)
        {
            if (BusinessDays.Books(day, due))
            {
                yield return new(day, name, amount, chance.NextId());
            }
        }
    }

    private IEnumerable<Entry> Due(DateOnly day, StableChance chance)
    {
        foreach (var bill in household.Bills)
        {
            if (BusinessDays.Books(day, bill.Day))
            {
                yield return new(day, bill.Name, -bill.In(day.Month, chance), chance.NextId());
            }
        }

        if (day.Day == SavingsDay)
        {
            yield return new(day, "TRANSFER TO SAVINGS", -household.MonthlySavings, chance.NextId());
        }
    }

    private IEnumerable<Entry> Spending(DateOnly day, StableChance chance)
    {
        if (day.DayOfWeek == DayOfWeek.Saturday || (day.DayOfWeek == DayOfWeek.Wednesday && chance.Below(3) == 0))
        {
            var (from, to) = household.Groceries;
            yield return new(day, $"INTERAC PURCHASE / {chance.Pick(Merchants.Grocers)}", -chance.Amount(from, to), chance.NextId());
        }

        if (day.Day is 9 or 23)
        {
            yield return new(day, "ATM WITHDRAWAL", -20m * (1 + chance.Below(4)), chance.NextId());
        }
    }

    /// <summary>Leaves the day before the card's last row of the month brings it.</summary>
    private IEnumerable<Entry> CardPayment(DateOnly day, StableChance chance)
    {
        if (day.AddDays(2).Month != day.Month && day.AddDays(1).Month == day.Month)
        {
            yield return new(day, "BILL PAYMENT / INVENTED CARD", new Ledger(card).SumOfMonth(day), chance.NextId());
        }
    }
}
