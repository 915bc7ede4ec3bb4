using System.Text.Json.Nodes;
using Flinks.Client.Wire;

namespace Flinks.Simulator.Attributes;

/// <summary>The attributes that are computed here: a handful, by names such as Flinks gives.</summary>
internal static class SimulatedAttributes
{
    /// <summary>With fewer transactions there is nothing to compute (flinks/api.md 9).</summary>
    public const int FewestRows = 25;

    private static readonly Dictionary<string, Func<List<Transaction>, JsonNode?>> Known = new(StringComparer.Ordinal)
    {
        ["balance_min"] = rows => rows.Min(row => row.Balance),
        ["balance_max"] = rows => rows.Max(row => row.Balance),
        ["count_nsf_90_days"] = rows => rows.Count(row => row.Description?.Contains("NSF", StringComparison.OrdinalIgnoreCase) == true),
        ["average_monthly_income_simple"] = rows => Math.Round(rows.Sum(row => row.Credit ?? 0) / Math.Max(1, MonthsOf(rows)), 2),
        ["active_days_count"] = rows => rows.Select(row => row.Date).Distinct().Count(),
        ["count_transactions"] = rows => rows.Count,
        ["sum_credits"] = rows => rows.Sum(row => row.Credit ?? 0),
        ["sum_debits"] = rows => rows.Sum(row => row.Debit ?? 0),
        ["some_flag_text"] = _ => null,
    };

    public static bool Knows(string name) => Known.ContainsKey(name);

    public static JsonNode? Value(string name, List<Transaction> rows) => Known[name](rows);

    private static int MonthsOf(List<Transaction> rows) => rows.Select(row => row.Date?[..7]).Distinct().Count();
}
