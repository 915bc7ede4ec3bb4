namespace Flinks.Simulator.Accounts.Lives;

/// <summary>What a household puts by: its monthly transfer, and interest.</summary>
internal sealed class SavingsLife(Household household) : Habit
{
    public override string SpareGoes => "TRANSFER TO INVENTED RRSP";

    public override string ShortfallComes => "TRANSFER FROM CHEQUING";

    public override IEnumerable<Entry> RowsOf(DateOnly day, StableChance chance)
    {
        if (day.Day == ChequingLife.SavingsDay)
        {
            yield return new(day, "TRANSFER FROM CHEQUING", household.MonthlySavings, chance.NextId());
        }
        else if (day.Day == 27)
        {
            yield return new(day, "INTEREST", chance.Amount(4, 19), chance.NextId());
        }
    }
}
