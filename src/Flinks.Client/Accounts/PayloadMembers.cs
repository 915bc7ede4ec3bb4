using System.Text;

namespace Flinks.Client;

/// <summary>The objects inside an account whose members we read.</summary>
internal enum AccountLevel
{
    Account,
    Balance,
    Holder,
    Address,
}

/// <summary>A member of an account or of an object in it: a field of ours, or the way to the next level.</summary>
internal sealed record AccountMember(byte[] Name, AccountField? Field, bool IsNumber, AccountLevel? Level);

internal sealed record TransactionMember(byte[] Name, TransactionField Field, bool IsNumber);

/// <summary>Flinks' names for our fields (flinks/api.md 6 and 7.2), compared without case.</summary>
internal static class PayloadMembers
{
    private static readonly AccountMember[][] ByLevel =
    [
        [
            Text("Id", AccountField.Id), Text("Title", AccountField.Title), Text("Category", AccountField.Category),
            Text("Type", AccountField.Type), Text("Currency", AccountField.Currency), Text("AccountType", AccountField.AccountType),
            Text("AccountNumber", AccountField.AccountNumber), Text("TransitNumber", AccountField.TransitNumber),
            Text("InstitutionNumber", AccountField.InstitutionNumber), Text("LastFourDigits", AccountField.LastFourDigits),
            Number("OverdraftLimit", AccountField.OverdraftLimit), Number("EftEligibleRatio", AccountField.EftEligibleRatio),
            Nested("Balance", AccountLevel.Balance), Nested("Holder", AccountLevel.Holder),
        ],
        [
            Number("Current", AccountField.BalanceCurrent), Number("Available", AccountField.BalanceAvailable),
            Number("Limit", AccountField.BalanceLimit),
        ],
        [
            Text("Name", AccountField.HolderName), Text("Email", AccountField.HolderEmail),
            Text("PhoneNumber", AccountField.HolderPhoneNumber), Nested("Address", AccountLevel.Address),
        ],
        [
            Text("CivicAddress", AccountField.HolderCivicAddress), Text("City", AccountField.HolderCity),
            Text("Province", AccountField.HolderProvince), Text("PostalCode", AccountField.HolderPostalCode),
            Text("POBox", AccountField.HolderPoBox), Text("Country", AccountField.HolderCountry),
        ],
    ];

    private static readonly TransactionMember[] OfTransaction =
    [
        new("Id"u8.ToArray(), TransactionField.Id, IsNumber: false),
        new("Date"u8.ToArray(), TransactionField.Date, IsNumber: false),
        new("Description"u8.ToArray(), TransactionField.Description, IsNumber: false),
        new("Debit"u8.ToArray(), TransactionField.Debit, IsNumber: true),
        new("Credit"u8.ToArray(), TransactionField.Credit, IsNumber: true),
        new("Balance"u8.ToArray(), TransactionField.Balance, IsNumber: true),
    ];

    public static AccountMember? Find(AccountLevel level, ReadOnlySpan<byte> name)
    {
        foreach (var member in ByLevel[(int)level])
        {
            if (Ascii.EqualsIgnoreCase(name, member.Name))
            {
                return member;
            }
        }

        return null;
    }

    public static TransactionMember? FindOfTransaction(ReadOnlySpan<byte> name)
    {
        foreach (var member in OfTransaction)
        {
            if (Ascii.EqualsIgnoreCase(name, member.Name))
            {
                return member;
            }
        }

        return null;
    }

    private static AccountMember Text(string name, AccountField field) => new(Encoding.ASCII.GetBytes(name), field, IsNumber: false, Level: null);

    private static AccountMember Number(string name, AccountField field) => new(Encoding.ASCII.GetBytes(name), field, IsNumber: true, Level: null);

    private static AccountMember Nested(string name, AccountLevel level) => new(Encoding.ASCII.GetBytes(name), Field: null, IsNumber: false, level);
}
