using System.Text;
using System.Text.Json;

namespace Flinks.Client.Tests.Accounts;

public sealed class AccountsPayloadTests
{
    public static TheoryData<string> AccountSamples =>
    [
        "accounts-detail-200", "accounts-detail-200-filtered-not-saved", "accounts-detail-200-oddities", "accounts-detail-200-options-off",
        "accounts-detail-200-zero-transactions", "accounts-summary-200", "webhook-accounts-detail", "webhook-getaccountsdetail-200",
        "webhook-getaccountsdetail-refresh", "webhook-getaccountsdetail-sparse",
    ];

    private static readonly Dictionary<AccountField, string[]> Paths = new()
    {
        [AccountField.Id] = ["Id"],
        [AccountField.Title] = ["Title"],
        [AccountField.Category] = ["Category"],
        [AccountField.Type] = ["Type"],
        [AccountField.Currency] = ["Currency"],
        [AccountField.AccountType] = ["AccountType"],
        [AccountField.AccountNumber] = ["AccountNumber"],
        [AccountField.TransitNumber] = ["TransitNumber"],
        [AccountField.InstitutionNumber] = ["InstitutionNumber"],
        [AccountField.LastFourDigits] = ["LastFourDigits"],
        [AccountField.BalanceCurrent] = ["Balance", "Current"],
        [AccountField.BalanceAvailable] = ["Balance", "Available"],
        [AccountField.BalanceLimit] = ["Balance", "Limit"],
        [AccountField.OverdraftLimit] = ["OverdraftLimit"],
        [AccountField.EftEligibleRatio] = ["EftEligibleRatio"],
        [AccountField.HolderName] = ["Holder", "Name"],
        [AccountField.HolderEmail] = ["Holder", "Email"],
        [AccountField.HolderPhoneNumber] = ["Holder", "PhoneNumber"],
        [AccountField.HolderCivicAddress] = ["Holder", "Address", "CivicAddress"],
        [AccountField.HolderCity] = ["Holder", "Address", "City"],
        [AccountField.HolderProvince] = ["Holder", "Address", "Province"],
        [AccountField.HolderPostalCode] = ["Holder", "Address", "PostalCode"],
        [AccountField.HolderPoBox] = ["Holder", "Address", "POBox"],
        [AccountField.HolderCountry] = ["Holder", "Address", "Country"],
    };

    [Theory]
    [MemberData(nameof(AccountSamples))]
    public void Every_field_of_a_sample_is_found_as_it_stands_there(string sample)
    {
        var payload = Read(Samples.Bytes(sample));
        using var document = JsonDocument.Parse(Samples.Bytes(sample));
        var expected = document.RootElement.GetProperty("Accounts").EnumerateArray().ToList();

        Assert.Equal(expected.Count, payload.Accounts.Count);
        foreach (var (element, account) in expected.Zip(payload.Accounts))
        {
            Assert.All(Enum.GetValues<AccountField>(), field => Assert.Equal(Raw(element, Paths[field]), Text(account[field])));
            var transactions = Property(element, "Transactions") is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : new List<JsonElement>();
            Assert.Equal(transactions.Count, account.TransactionCount);
            for (var row = 0; row < transactions.Count; row++)
            {
                Assert.All(
                    Enum.GetValues<TransactionField>(),
                    field => Assert.Equal(Raw(transactions[row], $"{field}"), Text(account.Transaction(row, field))));
            }
        }
    }

    [Fact]
    public void The_session_s_own_members_are_read()
    {
        var payload = Read(Samples.Bytes("accounts-detail-200"));
        using var document = JsonDocument.Parse(Samples.Bytes("accounts-detail-200"));
        var login = document.RootElement.GetProperty("Login");

        Assert.Equal(FlinksTime.Parse(login.GetProperty("LastRefresh").GetString()), payload.LastRefresh);
        Assert.NotNull(payload.LastRefresh);
        Assert.Equal(login.GetProperty("Id").GetGuid(), payload.LoginId?.Reveal());
        Assert.Equal(TestFlinks.RequestId, payload.RequestId);
        Assert.Equal(14, payload.InstitutionId);
        Assert.Equal("FlinksCapital", payload.InstitutionName);
        Assert.Equal(Guid.Parse("00000000-0000-4000-8000-000000004001"), payload.Accounts[0].Id);
    }

    [Theory]
    [InlineData("""{"Accounts":[],"Institution":"A","InstitutionName":"B"}""", "B")]
    [InlineData("""{"Accounts":[],"Institution":"Caisse \u00e9","InstitutionName":null}""", "Caisse é")]
    [InlineData("""{"Accounts":[],"Institution":"A","InstitutionName":""}""", "A")]
    [InlineData("""{"Accounts":[],"Institution":"\ud800"}""", null)]
    [InlineData("""{"Accounts":[],"Institution":5}""", null)]
    public void The_bank_s_name_has_two_places(string json, string? expected) => Assert.Equal(expected, Read(json).InstitutionName);

    [Theory]
    [InlineData("1850.00", "1850.00")]
    [InlineData("1e3", "1e3")]
    [InlineData("-0.10", "-0.10")]
    [InlineData("123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789")]
    [InlineData("\"1850.00\"", "1850.00")]
    [InlineData("\"-1E+5\"", "-1E+5")]
    [InlineData("\"01\"", "null")]
    [InlineData("\"1,850.00\"", "null")]
    [InlineData("\"+1\"", "null")]
    [InlineData("\"1.\"", "null")]
    [InlineData("\".5\"", "null")]
    [InlineData("\"1e\"", "null")]
    [InlineData("\"-\"", "null")]
    [InlineData("\" 1\"", "null")]
    [InlineData("\"\"", "null")]
    [InlineData("\"NaN\"", "null")]
    [InlineData("\"\\u0031\"", "null")]
    [InlineData("true", "null")]
    [InlineData("null", "null")]
    [InlineData("{\"Amount\":1}", "null")]
    [InlineData("[1,2]", "null")]
    public void A_number_keeps_its_digits_or_is_null(string value, string expected)
    {
        var account = Read($$"""{"Accounts":[{"OverdraftLimit":{{value}},"Transactions":[{"Debit":{{value}},"Description":"after"}],"Title":"after"}]}""").Accounts[0];

        Assert.Equal(expected, Text(account[AccountField.OverdraftLimit]));
        Assert.Equal(expected, Text(account.Transaction(0, TransactionField.Debit)));
        Assert.Equal("\"after\"", Text(account[AccountField.Title]));
        Assert.Equal("\"after\"", Text(account.Transaction(0, TransactionField.Description)));
    }

    [Theory]
    [InlineData("""  "a\"b\\\u00e9\n/\/ é 𝄞"  """)]
    [InlineData("\"\"")]
    [InlineData("00099", "malformed")]
    [InlineData("99")]
    [InlineData("false", "null")]
    [InlineData("{}", "null")]
    [InlineData("""["x"]""", "null")]
    public void A_text_keeps_its_escapes_and_may_be_a_number(string value, string? expected = null)
    {
        var payload = AccountsPayload.TryRead(Encoding.UTF8.GetBytes($$"""{"Accounts":[{"TransitNumber":{{value}}}]}"""));

        Assert.Equal(expected ?? value.Trim(), payload is null ? "malformed" : Text(payload.Accounts[0][AccountField.TransitNumber]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"Accounts\"")]
    [InlineData("{}")]
    [InlineData("""{"Accounts":null}""")]
    [InlineData("""{"Accounts":{}}""")]
    [InlineData("""{"Accounts":[]""")]
    [InlineData("""{"Accounts":[]} trailing""")]
    [InlineData("""{"Accounts":[{]}""")]
    [InlineData("<html></html>")]
    public void What_has_no_array_of_accounts_is_no_payload(string json) => Assert.Null(AccountsPayload.TryRead(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Invalid_text_encoding_is_no_payload() =>
        Assert.Null(AccountsPayload.TryRead((byte[])[.. "{\"Accounts\":[{\"Title\":\""u8, 0xC3, 0x28, .. "\"}]}"u8]));

    [Fact]
    public void Nesting_beyond_64_is_no_payload() =>
        Assert.Null(AccountsPayload.TryRead(Encoding.UTF8.GetBytes($$"""{"Accounts":[],"x":{{new string('[', 70)}}{{new string(']', 70)}}}""")));

    [Fact]
    public void A_byte_order_mark_is_tolerated()
    {
        var account = Read("\uFEFF{\"Accounts\":[{\"Title\":\"x\"}]}").Accounts[0];

        Assert.Equal("\"x\"", Text(account[AccountField.Title]));
    }

    [Fact]
    public void Names_are_read_in_any_case_and_escaped()
    {
        var account = Read("""{"ACCOUNTS":[{"t\u0069TLE":"x","balance":{"current":1},"HOLDER":{"address":{"poBOX":"7"}},"transactions":[{"DATE":"d"}]}]}""").Accounts[0];

        Assert.Equal("\"x\"", Text(account[AccountField.Title]));
        Assert.Equal("1", Text(account[AccountField.BalanceCurrent]));
        Assert.Equal("\"7\"", Text(account[AccountField.HolderPoBox]));
        Assert.Equal("\"d\"", Text(account.Transaction(0, TransactionField.Date)));
        Assert.True(account.HasHolder);
        Assert.True(account.HasAddress);
    }

    [Fact]
    public void What_is_no_object_is_passed_over()
    {
        var payload = Read("""{"Accounts":[1,null,[{}],{"Title":"x","Holder":"none","Balance":[],"Transactions":[0,{"Id":"t"},"",[{}]]},"end"],"Login":7}""");

        var account = Assert.Single(payload.Accounts);
        Assert.False(account.HasHolder);
        Assert.False(account.HasAddress);
        Assert.Equal(1, account.TransactionCount);
        Assert.Equal("\"t\"", Text(account.Transaction(0, TransactionField.Id)));
        Assert.Null(account.Id);
    }

    [Fact]
    public void Transactions_stay_with_their_account()
    {
        var accounts = Read("""{"Accounts":[{"Transactions":[{"Id":"a"},{"Id":"b"}]},{},{"Transactions":[{"Id":"c"}]}]}""").Accounts;

        Assert.Equal([2, 0, 1], accounts.Select(account => account.TransactionCount));
        Assert.Equal("\"b\"", Text(accounts[0].Transaction(1, TransactionField.Id)));
        Assert.Equal("\"c\"", Text(accounts[2].Transaction(0, TransactionField.Id)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Text(accounts[0].Transaction(2, TransactionField.Id)));
    }

    [Fact]
    public void Of_members_that_stand_twice_the_last_counts()
    {
        var payload = Read("""{"Accounts":[{"Title":"old"},{}],"Accounts":[{"Title":"x","Title":"new","Transactions":[{}],"Transactions":[{},{}]}]}""");

        var account = Assert.Single(payload.Accounts);
        Assert.Equal("\"new\"", Text(account[AccountField.Title]));
        Assert.Equal(2, account.TransactionCount);
    }

    [Fact]
    public void The_index_of_a_large_payload_costs_less_than_the_payload()
    {
        var row = """{"Date":"2026-02-27","Code":null,"Description":"SAMPLE PURCHASE AT A SHOP","Debit":40.0,"Credit":null,"Balance":3960.0,"Id":"00000000-0000-4000-8000-000000590001"}""";
        var json = Encoding.UTF8.GetBytes($$"""{"Accounts":[{"Transactions":[{{string.Join(',', Enumerable.Repeat(row, 20_000))}}]}]}""");
        _ = Read("""{"Accounts":[]}""");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var payload = Read(json);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(20_000, payload.Accounts[0].TransactionCount);
        Assert.InRange(allocated, 0, json.Length);
    }

    [Fact]
    public void Garbage_never_throws()
    {
        var random = new Random(20260302);
        var samples = AccountSamples.Select(row => Samples.Bytes(row.Data)).ToList();

        for (var turn = 0; turn < 3000; turn++)
        {
            var bytes = (byte[])samples[turn % samples.Count].Clone();
            for (var change = random.Next(1, 8); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = Interesting[random.Next(Interesting.Length)];
            }

            ReadAll(bytes.AsMemory(0, random.Next(2) == 0 ? bytes.Length : random.Next(bytes.Length)));
        }
    }

    private static ReadOnlySpan<byte> Interesting => "\"\\{}[],:0-e.u\0 nt\u00ff"u8;

    private static void ReadAll(ReadOnlyMemory<byte> bytes)
    {
        if (AccountsPayload.TryRead(bytes) is not { } payload)
        {
            return;
        }

        foreach (var account in payload.Accounts)
        {
            foreach (var field in Enum.GetValues<AccountField>())
            {
                using var value = JsonDocument.Parse(Text(account[field]));
            }

            for (var row = 0; row < account.TransactionCount; row++)
            {
                foreach (var field in Enum.GetValues<TransactionField>())
                {
                    using var value = JsonDocument.Parse(Text(account.Transaction(row, field)));
                }
            }
        }
    }

    private static AccountsPayload Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    private static AccountsPayload Read(byte[] json)
    {
        var payload = AccountsPayload.TryRead(json);
        Assert.NotNull(payload);
        return payload;
    }

    private static string Text(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value);

    private static string Raw(JsonElement element, params string[] path)
    {
        JsonElement? found = element;
        foreach (var name in path)
        {
            found = found is { ValueKind: JsonValueKind.Object } parent ? Property(parent, name) : null;
        }

        return found is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? value.GetRawText() : "null";
    }

    private static JsonElement? Property(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;
}
