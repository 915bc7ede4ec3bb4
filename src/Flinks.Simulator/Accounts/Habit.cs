namespace Flinks.Simulator.Accounts;

/// <summary>What happens on an account on a given day.</summary>
internal abstract class Habit
{
    /// <summary>What the month's last row is called when money is left.</summary>
    public abstract string SpareGoes { get; }

    /// <summary>What the month's last row is called when money is missing.</summary>
    public abstract string ShortfallComes { get; }

    public abstract IEnumerable<Entry> RowsOf(DateOnly day, StableChance chance);
}

/// <summary>Pay every second Friday, rent, bills, groceries.</summary>
internal sealed class DailyLife : Habit
{
    private static readonly string[] Grocers = ["FAKE GROCER 001", "PRETEND MARKET", "IMAGINARY BAKERY", "MADE-UP DELI"];

    // Any Friday does: pay days are counted from it.
    private static readonly DateOnly APayDay = new(2024, 1, 5);

    public override string SpareGoes => "BILL PAYMENT / INVENTED CARD";

    public override string ShortfallComes => "TRANSFER FROM SAVINGS";

    public override IEnumerable<Entry> RowsOf(DateOnly day, StableChance chance)
    {
        if ((day.DayNumber - APayDay.DayNumber) % 14 == 0)
        {
            yield return new(day, "PAYROLL DEPOSIT / IMAGINARY EMPLOYER INC", 1850.00m, chance.NextId());
        }

        switch (day.Day)
        {
            case 1:
                yield return new(day, "PRE-AUTHORIZED DEBIT / NOWHERE PROPERTIES RENT", -1280.00m, chance.NextId());
                break;
            case 8:
                yield return new(day, "PRE-AUTHORIZED DEBIT / INVENTED HYDRO", -chance.Amount(70, 140), chance.NextId());
                break;
            case 4 or 11 or 18 or 25:
                yield return new(day, $"INTERAC PURCHASE / {chance.Pick(Grocers)}", -chance.Amount(40, 160), chance.NextId());
                break;
            case 20:
                yield return new(day, "TRANSFER TO SAVINGS", -200.00m, chance.NextId());
                break;
        }
    }
}

/// <summary>A deposit and interest each month.</summary>
internal sealed class Saving : Habit
{
    public override string SpareGoes => "TRANSFER TO INVENTED TFSA";

    public override string ShortfallComes => "TRANSFER FROM CHEQUING";

    public override IEnumerable<Entry> RowsOf(DateOnly day, StableChance chance)
    {
        if (day.Day == 20)
        {
            yield return new(day, "TRANSFER FROM CHEQUING", 200.00m, chance.NextId());
        }
        else if (day.Day == 27)
        {
            yield return new(day, "INTEREST", chance.Amount(4, 7), chance.NextId());
        }
    }
}

/// <summary>Purchases now and then; the month is paid off at its end.</summary>
internal sealed class CardSpending : Habit
{
    private static readonly string[] Shops = ["FAKE STREAMING CO", "UNREAL BOOKSHOP", "PHANTOM TRANSIT", "NOWHERE DINER", "MADE-UP HARDWARE"];

    public override string SpareGoes => "ADJUSTMENT";

    public override string ShortfallComes => "PAYMENT - THANK YOU";

    public override IEnumerable<Entry> RowsOf(DateOnly day, StableChance chance)
    {
        if (day.Day % 9 == 0)
        {
            yield return new(day, chance.Pick(Shops), -chance.Amount(9, 80), chance.NextId());
        }
    }
}

/// <summary>A loan: interest is added and a payment made each month.</summary>
internal sealed class Repaying : Habit
{
    public override string SpareGoes => "ADJUSTMENT";

    public override string ShortfallComes => "ADJUSTMENT";

    public override IEnumerable<Entry> RowsOf(DateOnly day, StableChance chance)
    {
        if (day.Day == 15)
        {
            yield return new(day, "LOAN PAYMENT", 310.25m, chance.NextId());
            yield return new(day, "LOAN INTEREST", -310.25m, chance.NextId());
        }
    }
}

/// <summary>A shop's till: many rows a day.</summary>
internal sealed class BusyTill(int rowsADay) : Habit
{
    public override string SpareGoes => "TRANSFER TO HEAD OFFICE";

    public override string ShortfallComes => "TRANSFER FROM HEAD OFFICE";

    public override IEnumerable<Entry> RowsOf(DateOnly day, StableChance chance)
    {
        for (var row = 0; row < rowsADay; row++)
        {
            yield return chance.Below(3) == 0
                ? new(day, "PRE-AUTHORIZED DEBIT / INVENTED SUPPLIER", -chance.Amount(5, 240), chance.NextId())
                : new(day, "POINT OF SALE DEPOSIT / PRETEND CUSTOMER", chance.Amount(2, 120), chance.NextId());
        }
    }
}
