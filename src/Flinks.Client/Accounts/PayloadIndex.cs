namespace Flinks.Client;

/// <summary>What one pass over a payload finds.</summary>
internal sealed class PayloadIndex(int transactions)
{
    public List<AccountRanges> Accounts { get; } = [];

    public List<TransactionRanges> Transactions { get; } = new(transactions);

    public int? HttpStatusCode { get; set; }

    public string? FlinksCode { get; set; }

    public DateTimeOffset? LastRefresh { get; set; }

    public Guid? LoginId { get; set; }

    public Guid? RequestId { get; set; }

    public int? InstitutionId { get; set; }

    public string? InstitutionName { get; set; }

    public string? Institution { get; set; }
}
