using Flinks.Client.Wire;

namespace Flinks.Simulator.Accounts;

/// <summary>A login's accounts in Flinks' shape: invented, and the same each time.</summary>
internal sealed class AccountsBook(Guid loginId, AccountsProfile profile)
{
    // A bank that keeps less history: what is asked for beyond it is not there (flinks/api.md 7.1).
    private const int HugeHistoryDays = 90;

    private readonly IReadOnlyList<AccountPlan> _plans = AccountPlans.Of(loginId, profile);
    private readonly Holder _holder = Holders.Of(loginId);
    private readonly Dictionary<(Guid Account, DateOnly Today, int Days), IReadOnlyList<Transaction>> _rows = [];
    private readonly Dictionary<(Guid Account, DateOnly Today), decimal> _balances = [];

    public IReadOnlyList<Account> Detail(AccountsDetailQuery query, DateOnly today) => profile == AccountsProfile.Odd
        ? OddAccounts.Of(loginId)
        : [.. _plans.Where(plan => IsAskedFor(plan, query)).Select(plan => DetailOf(plan, query, today))];

    public IReadOnlyList<Account> Summary(AccountsSummaryQuery query, bool withType, DateOnly today) =>
        [.. _plans.Select(plan => SummaryOf(plan, query, withType, today))];

    private static bool IsAskedFor(AccountPlan plan, AccountsDetailQuery query) =>
        query.AccountsFilter is not { Count: > 0 } filter || filter.Contains(plan.Id);

    private Account DetailOf(AccountPlan plan, AccountsDetailQuery query, DateOnly today) => new()
    {
        Transactions = query.WithTransactions && plan.HasTransactions ? Rows(plan, today, Days(query)) : [],
        TransitNumber = query.WithAccountIdentity ? plan.TransitNumber : null,
        InstitutionNumber = query.WithAccountIdentity ? plan.InstitutionNumber : null,
        OverdraftLimit = 0,
        Title = plan.Title,
        AccountNumber = query.WithAccountIdentity ? plan.AccountNumber : null,
        Balance = BalanceOf(plan, query.WithBalance, today),
        Category = plan.Category,
        Type = plan.Type,
        Currency = plan.Currency,
        Holder = query.WithKYC ? _holder : null,
        AccountType = "Personal",
        Id = plan.Id,
    };

    private Account SummaryOf(AccountPlan plan, AccountsSummaryQuery query, bool withType, DateOnly today) => new()
    {
        EftEligibleRatio = plan.EftEligibleRatio,
        ETransferEligibleRatio = plan.ETransferEligibleRatio,
        Title = plan.Title,
        AccountNumber = query.WithAccountIdentity ? plan.AccountNumber : null,
        Balance = BalanceOf(plan, query.WithBalance, today),
        Category = plan.Category,
        Type = withType ? plan.Type : null,
        Currency = plan.Currency,
        Holder = _holder,
        AccountType = "Personal",
        Id = plan.Id,
    };

    /// <summary>A card's current balance is what it owes, as a positive number (flinks/api.md 7.2).</summary>
    private Balance BalanceOf(AccountPlan plan, bool withBalance, DateOnly today)
    {
        if (!withBalance)
        {
            return new();
        }

        if (!_balances.TryGetValue((plan.Id, today), out var balance))
        {
            _balances[(plan.Id, today)] = balance = new Ledger(plan).BalanceOn(today);
        }

        return plan.IsCard
            ? new() { Current = -balance, Limit = plan.Limit }
            : new() { Available = balance, Current = balance };
    }

    private IReadOnlyList<Transaction> Rows(AccountPlan plan, DateOnly today, int days)
    {
        var key = (plan.Id, today, days);
        if (_rows.TryGetValue(key, out var known))
        {
            return known;
        }

        var rows = new Ledger(plan).Between(today.AddDays(-days), today).Select(entry => Row(entry, plan)).Reverse().ToList();
        return _rows[key] = rows;
    }

    private static Transaction Row(Entry entry, AccountPlan plan) => new()
    {
        Date = entry.Date.ToString("yyyy-MM-dd", null),
        Description = entry.Description,
        Debit = entry.Amount < 0 ? -entry.Amount : null,
        Credit = entry.Amount > 0 ? entry.Amount : null,
        Balance = plan.IsCard ? null : entry.Balance,
        Id = entry.Id,
    };

    private int Days(AccountsDetailQuery query)
    {
        var asked = query.DaysOfTransactions switch
        {
            "Days365" => 365,
            "Days360" => 360,
            _ => 90,
        };
        return profile == AccountsProfile.Huge ? Math.Min(asked, HugeHistoryDays) : asked;
    }
}
