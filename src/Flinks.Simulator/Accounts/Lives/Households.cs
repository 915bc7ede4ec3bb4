namespace Flinks.Simulator.Accounts.Lives;

/// <summary>Invented people to live a year.</summary>
internal static class Households
{
    public static Household Student { get; } = new()
    {
        Jobs = [("NOWHERE CAMPUS BOOKS", 412.60m)],
        Benefits = [(5, "DIRECT DEPOSIT / STUDENT GRANT", 480.00m)],
        Bills =
        [
            new(1, "INTERAC E-TRANSFER / ROOM RENT", 585, 585),
            new(2, "PRE-AUTHORIZED DEBIT / PRETEND TRANSIT PASS", 64.50m, 64.50m),
            new(15, "PRE-AUTHORIZED DEBIT / IMAGINARY MOBILE", 39.55m, 45.20m),
        ],
        Groceries = (28, 71),
        CardDays = 35,
        MonthlySavings = 25,
        OpeningBalance = 2140.18m,
    };

    public static Household Family { get; } = new()
    {
        Jobs = [("MAPLE IMAGINARY HOSPITAL", 2318.44m), ("PRETEND SOFTWARE LTD", 2684.90m)],
        Benefits = [(20, "DIRECT DEPOSIT / CHILD BENEFIT", 612.33m)],
        Bills =
        [
            new(1, "PRE-AUTHORIZED DEBIT / NOWHERE MORTGAGE", 2265.70m, 2265.70m),
            new(3, "PRE-AUTHORIZED DEBIT / LITTLE INVENTED DAYCARE", 940, 940),
            new(8, "PRE-AUTHORIZED DEBIT / INVENTED HYDRO", 92, 128, WinterShare: 0.9m),
            new(10, "PRE-AUTHORIZED DEBIT / FICTIONAL HOME & AUTO INSURANCE", 248.15m, 248.15m),
            new(12, "PRE-AUTHORIZED DEBIT / PRETEND FIBRE INTERNET", 96.05m, 96.05m),
            new(15, "PRE-AUTHORIZED DEBIT / IMAGINARY MOBILE", 142.38m, 171.90m),
            new(18, "PRE-AUTHORIZED DEBIT / MADE-UP CAR LEASE", 418.26m, 418.26m),
        ],
        Groceries = (118, 264),
        CardDays = 70,
        MonthlySavings = 500,
        OpeningBalance = 6480.52m,
    };

    public static Household Freelancer { get; } = new()
    {
        InvoiceDays = [4, 9, 16, 21, 25],
        Bills =
        [
            new(1, "PRE-AUTHORIZED DEBIT / NOWHERE PROPERTIES RENT", 1480, 1480),
            new(6, "PRE-AUTHORIZED DEBIT / PRETEND COWORKING", 225.00m, 225.00m),
            new(8, "PRE-AUTHORIZED DEBIT / INVENTED HYDRO", 54, 79, WinterShare: 0.8m),
            new(12, "PRE-AUTHORIZED DEBIT / PRETEND FIBRE INTERNET", 79.10m, 79.10m),
            new(15, "PRE-AUTHORIZED DEBIT / IMAGINARY MOBILE", 62.15m, 74.58m),
            new(17, "BILL PAYMENT / TAX INSTALMENT", 610, 760),
        ],
        Groceries = (61, 139),
        CardDays = 55,
        MonthlySavings = 250,
        OpeningBalance = 4975.06m,
    };
}
