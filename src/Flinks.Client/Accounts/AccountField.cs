namespace Flinks.Client;

/// <summary>The members of an account, its balance and its holder that we read (flinks/api.md 7.2).</summary>
public enum AccountField
{
    Id,
    Title,
    Category,
    Type,
    Currency,
    AccountType,
    AccountNumber,
    TransitNumber,
    InstitutionNumber,
    LastFourDigits,
    BalanceCurrent,
    BalanceAvailable,
    BalanceLimit,
    OverdraftLimit,
    EftEligibleRatio,
    HolderName,
    HolderEmail,
    HolderPhoneNumber,
    HolderCivicAddress,
    HolderCity,
    HolderProvince,
    HolderPostalCode,
    HolderPoBox,
    HolderCountry,
}

/// <summary>The members of a transaction that we read.</summary>
public enum TransactionField
{
    Id,
    Date,
    Description,
    Debit,
    Credit,
    Balance,
}
