namespace Flinks.Simulator.Accounts.Lives;

/// <summary>What a household buys by card. The month is paid off at its end.</summary>
internal sealed class CardLife(Household household) : Habit
{
    public override string SpareGoes => "ADJUSTMENT";

    public override string ShortfallComes => "PAYMENT - THANK YOU";

    public override IEnumerable<Entry> RowsOf(DateOnly day, StableChance chance)
    {
        foreach (var (due, name, amount) in Merchants.Subscriptions)
        {
            if (day.Day == due)
            {
                yield return new(day, name, -amount, chance.NextId());
            }
        }

        // More at weekends, and most before the holidays.
        var days = household.CardDays + (BusinessDays.IsWeekend(day) ? 15 : 0) + (day is { Month: 12, Day: < 25 } ? 20 : 0);
        for (var left = days; left > 0 && chance.Below(100) < left; left -= 60)
        {
            var (name, from, to) = chance.Pick(Merchants.Everyday);
            yield return new(day, name, -chance.Amount(from, to), chance.NextId());
        }

        if (day is { Month: 7, Day: 12 })
        {
            yield return new(day, "PRETEND LAKE COTTAGES", -chance.Amount(380, 640), chance.NextId());
        }
    }
}
