using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Flinks.Client;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Turns Flinks' accounts into ours. Values are copied as Flinks wrote them, digit for digit; only names change, slashed dates become
/// dashed, and numbers where the contract says text get quotes. What the caller switched off is left out even if Flinks sent it.
/// </summary>
public static class AccountShaper
{
    /// <summary>Where, behind the opening quote and ten signs of a date, some banks go on with a time of no meaning.</summary>
    private const int TimeFollowsAt = 11;

    private const int SmallestBuffer = 512;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ReadOnlySpan<byte> Null => "null"u8;

    public static AccountData Shape(AccountsPayload payload, DataOptions options)
    {
        // Ours is about as long as theirs: a buffer that had to grow would be held twice.
        var buffer = new ArrayBufferWriter<byte>(payload.Length + SmallestBuffer);
        var accounts = new List<AccountData.Account>(payload.Accounts.Count);
        buffer.Write("["u8);
        foreach (var account in payload.Accounts.Where(account => options.AccountIds is null || (account.Id is { } id && options.AccountIds.Contains(id))))
        {
            if (accounts.Count > 0)
            {
                buffer.Write(","u8);
            }

            var start = buffer.WrittenCount;
            WriteAccount(buffer, account, options);
            accounts.Add(new AccountData.Account(account.Id, start, buffer.WrittenCount - start));
        }

        buffer.Write("]"u8);
        return new AccountData(buffer.WrittenMemory, accounts);
    }

    private static void WriteAccount(ArrayBufferWriter<byte> buffer, AccountSpans account, DataOptions options)
    {
        var identity = options.WithAccountIdentity;
        var balance = options.WithBalance;
        buffer.Write("{\"accountId\":"u8);
        Text(buffer, account[AccountField.Id]);
        buffer.Write(",\"title\":"u8);
        Text(buffer, account[AccountField.Title]);
        buffer.Write(",\"category\":"u8);
        Text(buffer, account[AccountField.Category]);
        buffer.Write(",\"type\":"u8);
        Text(buffer, account[AccountField.Type]);
        buffer.Write(",\"currency\":"u8);
        Text(buffer, account[AccountField.Currency]);
        buffer.Write(",\"accountType\":"u8);
        Text(buffer, account[AccountField.AccountType]);
        buffer.Write(",\"accountNumber\":"u8);
        Text(buffer, identity ? account[AccountField.AccountNumber] : Null);
        buffer.Write(",\"transitNumber\":"u8);
        Text(buffer, identity ? account[AccountField.TransitNumber] : Null);
        buffer.Write(",\"institutionNumber\":"u8);
        Text(buffer, identity ? account[AccountField.InstitutionNumber] : Null);
        buffer.Write(",\"lastFourDigits\":"u8);
        Text(buffer, identity ? account[AccountField.LastFourDigits] : Null);
        buffer.Write(",\"balance\":{\"current\":"u8);
        buffer.Write(balance ? account[AccountField.BalanceCurrent] : Null);
        buffer.Write(",\"available\":"u8);
        buffer.Write(balance ? account[AccountField.BalanceAvailable] : Null);
        buffer.Write(",\"limit\":"u8);
        buffer.Write(balance ? account[AccountField.BalanceLimit] : Null);
        buffer.Write("},\"overdraftLimit\":"u8);
        buffer.Write(account[AccountField.OverdraftLimit]);
        buffer.Write(",\"eftEligibleRatio\":"u8);
        buffer.Write(account[AccountField.EftEligibleRatio]);
        buffer.Write(",\"holder\":"u8);
        WriteHolder(buffer, account, options.WithKyc);
        buffer.Write(",\"transactions\":["u8);
        if (options.WithTransactions)
        {
            WriteTransactions(buffer, account);
        }

        buffer.Write("]}"u8);
    }

    private static void WriteHolder(ArrayBufferWriter<byte> buffer, AccountSpans account, bool withKyc)
    {
        if (!withKyc || !account.HasHolder)
        {
            buffer.Write(Null);
            return;
        }

        buffer.Write("{\"name\":"u8);
        Text(buffer, account[AccountField.HolderName]);
        buffer.Write(",\"email\":"u8);
        Text(buffer, account[AccountField.HolderEmail]);
        buffer.Write(",\"phoneNumber\":"u8);
        Text(buffer, account[AccountField.HolderPhoneNumber]);
        buffer.Write(",\"address\":"u8);
        WriteAddress(buffer, account);
        buffer.Write("}"u8);
    }

    private static void WriteAddress(ArrayBufferWriter<byte> buffer, AccountSpans account)
    {
        if (!account.HasAddress)
        {
            buffer.Write(Null);
            return;
        }

        buffer.Write("{\"civicAddress\":"u8);
        Text(buffer, account[AccountField.HolderCivicAddress]);
        buffer.Write(",\"city\":"u8);
        Text(buffer, account[AccountField.HolderCity]);
        buffer.Write(",\"province\":"u8);
        Text(buffer, account[AccountField.HolderProvince]);
        buffer.Write(",\"postalCode\":"u8);
        Text(buffer, account[AccountField.HolderPostalCode]);
        buffer.Write(",\"poBox\":"u8);
        Text(buffer, account[AccountField.HolderPoBox]);
        buffer.Write(",\"country\":"u8);
        Text(buffer, account[AccountField.HolderCountry]);
        buffer.Write("}"u8);
    }

    private static void WriteTransactions(ArrayBufferWriter<byte> buffer, AccountSpans account)
    {
        for (var index = 0; index < account.TransactionCount; index++)
        {
            buffer.Write(index == 0 ? "{\"transactionId\":"u8 : ",{\"transactionId\":"u8);
            Text(buffer, account.Transaction(index, TransactionField.Id));
            buffer.Write(",\"date\":"u8);
            Date(buffer, account.Transaction(index, TransactionField.Date));
            buffer.Write(",\"description\":"u8);
            Text(buffer, account.Transaction(index, TransactionField.Description));
            buffer.Write(",\"debit\":"u8);
            buffer.Write(account.Transaction(index, TransactionField.Debit));
            buffer.Write(",\"credit\":"u8);
            buffer.Write(account.Transaction(index, TransactionField.Credit));
            buffer.Write(",\"balance\":"u8);
            buffer.Write(account.Transaction(index, TransactionField.Balance));
            buffer.Write("}"u8);
        }
    }

    /// <summary>Text as Flinks wrote it; a number (seen for transit numbers) becomes text.</summary>
    private static void Text(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> value)
    {
        if (value[0] is not ((byte)'-' or (>= (byte)'0' and <= (byte)'9')))
        {
            buffer.Write(value);
            return;
        }

        buffer.Write("\""u8);
        buffer.Write(value);
        buffer.Write("\""u8);
    }

    /// <summary><c>YYYY-MM-DD</c>, also where Flinks wrote <c>YYYY/MM/DD</c> (flinks/api.md 7.2).</summary>
    private static void Date(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> value)
    {
        if (value[0] != '"')
        {
            Text(buffer, value);
            return;
        }

        if (value.Contains((byte)'\\'))
        {
            Date(buffer, JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<string>(value), Plain));
            return;
        }

        var date = value.Length > TimeFollowsAt + 1 && value[TimeFollowsAt] is (byte)'T' or (byte)' ' ? value[..TimeFollowsAt] : value[..^1];
        var target = buffer.GetSpan(date.Length + 1);
        date.CopyTo(target);
        target[..date.Length].Replace((byte)'/', (byte)'-');
        target[date.Length] = (byte)'"';
        buffer.Advance(date.Length + 1);
    }
}
