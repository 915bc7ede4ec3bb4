namespace Flinks.Client.Wire;

/// <summary>
/// The 200 of GetAccountsSummary and GetAccountsDetail (flinks/api.md 6 and 7.2), and the webhook that brings the same. Nearly everything may
/// be null or missing.
/// </summary>
public sealed class AccountsReply
{
    /// <summary>Only in webhooks: what they bring (flinks/connect.md 10.2).</summary>
    public string? ResponseType { get; init; }

    public int? HttpStatusCode { get; init; }

    public IReadOnlyList<Account>? Accounts { get; init; }

    public IReadOnlyList<ReplyLink>? Links { get; init; }

    public string? InstitutionName { get; init; }

    public Login? Login { get; init; }

    public int? InstitutionId { get; init; }

    public string? Institution { get; init; }

    public Guid? RequestId { get; init; }

    public string? Tag { get; init; }
}

public sealed class Account
{
    public IReadOnlyList<Transaction>? Transactions { get; init; }

    /// <summary>Five digits with leading zeros: never a number.</summary>
    public string? TransitNumber { get; init; }

    /// <summary>Three digits with leading zeros: never a number.</summary>
    public string? InstitutionNumber { get; init; }

    public decimal? OverdraftLimit { get; init; }

    public decimal? EftEligibleRatio { get; init; }

    public decimal? ETransferEligibleRatio { get; init; }

    public string? Title { get; init; }

    public string? AccountNumber { get; init; }

    public string? LastFourDigits { get; init; }

    public Balance? Balance { get; init; }

    public string? Category { get; init; }

    public string? Type { get; init; }

    public string? Currency { get; init; }

    public Holder? Holder { get; init; }

    public string? AccountType { get; init; }

    public Guid? Id { get; init; }
}

public sealed class Balance
{
    public decimal? Available { get; init; }

    public decimal? Current { get; init; }

    public decimal? Limit { get; init; }
}

public sealed class Holder
{
    public string? Name { get; init; }

    public Address? Address { get; init; }

    public string? Email { get; init; }

    public string? PhoneNumber { get; init; }
}

public sealed class Address
{
    public string? CivicAddress { get; init; }

    public string? City { get; init; }

    public string? Province { get; init; }

    public string? PostalCode { get; init; }

    public string? POBox { get; init; }

    public string? Country { get; init; }
}

public sealed class Transaction
{
    /// <summary><c>YYYY-MM-DD</c>, in older samples <c>YYYY/MM/DD</c>.</summary>
    public string? Date { get; init; }

    /// <summary>Deprecated; null, a number or a text.</summary>
    public System.Text.Json.JsonElement? Code { get; init; }

    public string? Description { get; init; }

    public decimal? Debit { get; init; }

    public decimal? Credit { get; init; }

    public decimal? Balance { get; init; }

    public Guid? Id { get; init; }
}
