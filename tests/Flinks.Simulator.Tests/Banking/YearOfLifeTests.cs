using System.Globalization;
using System.Text.Json;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Banking;

/// <summary>Accounts that look like life: a year of them, the same each time.</summary>
public sealed class YearOfLifeTests : SimulatorTest
{
    public static TheoryData<string> Lives => ["sim_student", "sim_family", "sim_freelancer"];

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task A_year_is_full_of_rows_that_add_up(string username)
    {
        var accounts = await YearOfAsync(Flinks, Caller, username);

        Assert.Equal(["Chequing", "Savings", "CreditCard"], accounts.Select(account => account.GetProperty("Type").GetString()));
        foreach (var account in accounts)
        {
            var rows = Rows(account);
            Assert.True(rows.Count > 24, $"{rows.Count} rows");
            Assert.All(rows, row => Assert.NotEqual(0, row.Amount));
            Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task The_running_balance_runs_and_stays_above_nothing(string username)
    {
        var chequing = (await YearOfAsync(Flinks, Caller, username))[0];

        var expected = chequing.GetProperty("Balance").GetProperty("Current").GetDecimal();
        foreach (var row in Rows(chequing))
        {
            Assert.Equal(expected, row.Balance);
            Assert.True(row.Balance > 0, $"{row.Date}: {row.Balance}");
            expected -= row.Amount;
        }
    }

    [Fact]
    public async Task Pay_comes_every_second_Friday()
    {
        var pays = Rows((await YearOfAsync(Flinks, Caller, "sim_student"))[0]).Where(row => row.Description.StartsWith("PAYROLL", StringComparison.Ordinal)).ToList();

        Assert.InRange(pays.Count, 26, 27);
        Assert.All(pays, pay => Assert.Equal(DayOfWeek.Friday, pay.Date.DayOfWeek));
        Assert.All(pays.Zip(pays.Skip(1)), pair => Assert.Equal(14, pair.First.Date.DayNumber - pair.Second.Date.DayNumber));
    }

    [Fact]
    public async Task Rent_is_booked_once_a_month_on_a_day_that_banks_are_open()
    {
        var rents = Rows((await YearOfAsync(Flinks, Caller, "sim_freelancer"))[0]).Where(row => row.Description.EndsWith("RENT", StringComparison.Ordinal)).ToList();

        Assert.InRange(rents.Count, 12, 13);
        Assert.Equal(rents.Count, rents.Select(rent => (rent.Date.Year, rent.Date.Month)).Distinct().Count());
        Assert.All(rents, rent => Assert.False(rent.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || rent.Date is { Month: 1, Day: 1 } or { Month: 7, Day: 1 }));
    }

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task What_leaves_one_account_arrives_at_the_other(string username)
    {
        var accounts = await YearOfAsync(Flinks, Caller, username);
        var (chequing, savings, card) = (Rows(accounts[0]), Rows(accounts[1]), Rows(accounts[2]));

        var paid = chequing.Where(row => row.Description == "BILL PAYMENT / INVENTED CARD").Select(row => (row.Date.AddDays(1), -row.Amount));
        var arrived = card.Where(row => row.Description == "PAYMENT - THANK YOU").Select(row => (row.Date, row.Amount));
        Assert.Equal(arrived.Take(11), paid.Take(11));
        Assert.Equal(
            savings.Where(row => row.Description == "TRANSFER FROM CHEQUING").Select(row => (row.Date, -row.Amount)),
            chequing.Where(row => row.Description == "TRANSFER TO SAVINGS").Select(row => (row.Date, row.Amount)));
    }

    [Fact]
    public async Task Heating_costs_more_in_winter()
    {
        var hydro = Rows((await YearOfAsync(Flinks, Caller, "sim_family"))[0]).Where(row => row.Description.EndsWith("HYDRO", StringComparison.Ordinal)).ToList();

        Assert.True(hydro.Single(row => row.Date.Month == 1).Amount < hydro.Single(row => row.Date.Month == 7).Amount);
    }

    [Fact]
    public async Task Another_simulator_tells_the_same_and_another_login_something_else()
    {
        await using var other = await RunningSimulator.StartAsync();
        var twin = other.Flinks.Seed(SimulatedLogins.Family with { LoginId = Guid.NewGuid(), Username = "twin" });

        var here = await YearOfAsync(Flinks, Caller, "sim_family");
        var there = await YearOfAsync(other.Flinks, other.Caller, "sim_family");
        var twins = await YearOfAsync(other.Flinks, other.Caller, twin.Scenario.Username);

        Assert.Equal(here.Select(account => account.GetRawText()), there.Select(account => account.GetRawText()));
        Assert.NotEqual(Rows(here[2]).Select(row => row.Amount), Rows(twins[2]).Select(row => row.Amount));
    }

    private static async Task<IReadOnlyList<JsonElement>> YearOfAsync(SimulatedFlinks flinks, FlinksCaller caller, string username)
    {
        var login = flinks.Logins.Single(known => known.Scenario.Username == username);
        var session = await caller.AuthorizeAsync(new { login.LoginId, MostRecentCached = true });
        return (await caller.DetailAsync(new { session.RequestId, DaysOfTransactions = "Days365" })).Accounts;
    }

    /// <summary>Newest first, as they come.</summary>
    private static List<Row> Rows(JsonElement account) => [.. account.GetProperty("Transactions").EnumerateArray().Select(row => new Row(
        DateOnly.Parse(row.GetProperty("Date").GetString()!, CultureInfo.InvariantCulture),
        row.GetProperty("Description").GetString()!,
        Amount(row, "Credit") - Amount(row, "Debit"),
        row.GetProperty("Balance").ValueKind == JsonValueKind.Null ? null : row.GetProperty("Balance").GetDecimal(),
        row.GetProperty("Id").GetGuid()))];

    private static decimal Amount(JsonElement row, string member) =>
        row.GetProperty(member).ValueKind == JsonValueKind.Null ? 0 : row.GetProperty(member).GetDecimal();

    private sealed record Row(DateOnly Date, string Description, decimal Amount, decimal? Balance, Guid Id);
}
