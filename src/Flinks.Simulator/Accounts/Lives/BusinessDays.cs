namespace Flinks.Simulator.Accounts.Lives;

/// <summary>On which days Canadian banks book what is due.</summary>
internal static class BusinessDays
{
    public static bool IsOpen(DateOnly day) => !IsWeekend(day) && !IsHoliday(day);

    /// <summary>Whether something that is due on a day of the month is booked now: then, or on the next day that banks are open.</summary>
    public static bool Books(DateOnly day, int dueOn)
    {
        if (day.Day < dueOn || !IsOpen(day))
        {
            return false;
        }

        for (var earlier = day.AddDays(-1); earlier.Month == day.Month && earlier.Day >= dueOn; earlier = earlier.AddDays(-1))
        {
            if (IsOpen(earlier))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>Those of every year on the same date, all over the country.</summary>
    private static bool IsHoliday(DateOnly day) => (day.Month, day.Day) is (1, 1) or (7, 1) or (9, 30) or (11, 11) or (12, 25) or (12, 26);
}
