namespace Flinks.Client.Wire;

/// <summary>Body of <c>POST /GetAccountsDetail</c> (flinks/api.md 7.1).</summary>
public sealed class AccountsDetailQuery
{
    public required Guid RequestId { get; init; }

    public bool WithAccountIdentity { get; init; } = true;

    public bool WithKYC { get; init; } = true;

    public bool WithTransactions { get; init; } = true;

    public bool WithBalance { get; init; } = true;

    /// <summary><c>Days90</c> or <c>Days365</c>.</summary>
    public string DaysOfTransactions { get; init; } = "Days90";

    /// <summary>Account ids; absent means all.</summary>
    public IReadOnlyList<Guid>? AccountsFilter { get; init; }
}

/// <summary>Body of <c>POST /GetAccountsSummary</c> (flinks/api.md 6).</summary>
public sealed class AccountsSummaryQuery
{
    public required Guid RequestId { get; init; }

    public bool WithBalance { get; init; } = true;

    public bool WithAccountIdentity { get; init; } = true;
}
