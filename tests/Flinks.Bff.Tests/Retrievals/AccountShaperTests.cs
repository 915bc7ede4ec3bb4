using System.Text;
using System.Text.Json;
using Flinks.Bff.Retrievals;
using Flinks.Client;

namespace Flinks.Bff.Tests.Retrievals;

public sealed class AccountShaperTests
{
    private static readonly Guid One = Guid.Parse("00000000-0000-4000-8000-000000004001");
    private static readonly Guid Two = Guid.Parse("00000000-0000-4000-8000-000000004002");
    private static readonly Guid Three = Guid.Parse("00000000-0000-4000-8000-000000004003");

    [Theory]
    [InlineData("accounts-detail-200")]
    [InlineData("accounts-detail-200-oddities")]
    [InlineData("accounts-detail-200-options-off")]
    [InlineData("accounts-detail-200-zero-transactions")]
    [InlineData("accounts-detail-200-filtered-not-saved")]
    public void Every_member_is_always_there_and_in_order(string sample)
    {
        using var shaped = JsonDocument.Parse(Shape(Sample.Bytes(sample)).Json);

        foreach (var account in shaped.RootElement.EnumerateArray())
        {
            Assert.Equal(
                [
                    "accountId", "title", "category", "type", "currency", "accountType", "accountNumber", "transitNumber", "institutionNumber", "lastFourDigits",
                    "balance", "overdraftLimit", "eftEligibleRatio", "holder", "transactions",
                ],
                Names(account));
            Assert.Equal(["current", "available", "limit"], Names(account.GetProperty("balance")));
            Assert.All(
                account.GetProperty("transactions").EnumerateArray(),
                row => Assert.Equal(["transactionId", "date", "description", "debit", "credit", "balance"], Names(row)));
        }
    }

    [Theory]
    [InlineData("1850.00")]
    [InlineData("0.10")]
    [InlineData("-491.12")]
    [InlineData("12345678901234567890.123456789")]
    [InlineData("1e3")]
    public void Digits_stay_as_they_were_sent(string digits)
    {
        var account = ShapeOne($$"""{"Balance":{"Current":{{digits}}},"Transactions":[{"Debit":{{digits}}}]}""");

        Assert.Equal(digits, account.GetProperty("balance").GetProperty("current").GetRawText());
        Assert.Equal(digits, account.GetProperty("transactions")[0].GetProperty("debit").GetRawText());
    }

    [Theory]
    [InlineData("2026-02-27")]
    [InlineData("2026/02/27")]
    [InlineData("2026\\/02\\/27")]
    [InlineData("2026-02-27T00:00:00")]
    [InlineData("2026/02/27 00:00:00")]
    [InlineData("2026\\/02\\/27T00:00:00Z")]
    public void A_date_is_a_date(string sent) =>
        Assert.Equal("2026-02-27", ShapeOne($$"""{"Transactions":[{"Date":"{{sent}}"}]}""").GetProperty("transactions")[0].GetProperty("date").GetString());

    [Theory]
    [InlineData("\"00099\"", "00099")]
    [InlineData("99", "99")]
    [InlineData("null", null)]
    public void A_transit_number_is_text(string sent, string? expected) =>
        Assert.Equal(expected, ShapeOne($$"""{"TransitNumber":{{sent}}}""").GetProperty("transitNumber").GetString());

    [Theory]
    [InlineData("\"2026/02/26\"", "2026-02-26")]
    [InlineData("\"2026-02-26\"", "2026-02-26")]
    [InlineData("\"2026\\/02\\/26\"", "2026-02-26")]
    [InlineData("null", null)]
    public void A_date_has_dashes(string sent, string? expected) =>
        Assert.Equal(expected, ShapeOne($$"""{"Transactions":[{"Date":{{sent}}}]}""").GetProperty("transactions")[0].GetProperty("date").GetString());

    [Fact]
    public void Texts_stay_as_they_were_written()
    {
        var account = ShapeOne("""{"Title":"A \"b\" \u00e9 / é","Transactions":[{"Description":"1/2/3"}]}""");

        Assert.Equal("A \"b\" é / é", account.GetProperty("title").GetString());
        Assert.Equal("1/2/3", account.GetProperty("transactions")[0].GetProperty("description").GetString());
    }

    [Fact]
    public void A_holder_without_address_has_none()
    {
        var holder = ShapeOne("""{"Holder":{"Name":"Fakey McTestface","Address":null}}""").GetProperty("holder");

        Assert.Equal("""{"name":"Fakey McTestface","email":null,"phoneNumber":null,"address":null}""", holder.GetRawText());
    }

    [Fact]
    public void Only_the_accounts_that_were_asked_for_are_kept()
    {
        var shaped = Shape(Sample.Bytes("accounts-detail-200"), new DataOptions { AccountIds = [Three, One] });

        Assert.Equal([One, Three], Ids(shaped, selection: null));
    }

    [Fact]
    public void A_selection_is_applied_at_the_reading()
    {
        var shaped = Shape(Sample.Bytes("accounts-detail-200"));

        Assert.Equal([One, Two, Three], Ids(shaped, selection: null));
        Assert.Equal([Two], Ids(shaped, [Two]));
        Assert.Empty(Ids(shaped, [Guid.NewGuid()]));
    }

    [Theory]
    [InlineData("accounts-detail-200")]
    [InlineData("accounts-detail-200-oddities")]
    public void Text_that_was_kept_is_read_as_it_was_written(string sample)
    {
        var shaped = Shape(Sample.Bytes(sample));

        var parsed = AccountData.Parse(shaped.Json);

        Assert.Equal(Ids(shaped, selection: null), Ids(parsed, selection: null));
        Assert.All(Ids(shaped, selection: null), id => Assert.Equal(Write(shaped, [id!.Value]), Write(parsed, [id.Value])));
    }

    [Fact]
    public void No_accounts_are_an_empty_array()
    {
        var shaped = Shape("""{"Accounts":[]}"""u8.ToArray());

        Assert.Equal("[]", Write(shaped, selection: null));
        Assert.Equal("[]", Write(AccountData.Parse(shaped.Json), [One]));
    }

    [Fact]
    public void An_account_without_an_id_is_in_no_selection()
    {
        var shaped = Shape("""{"Accounts":[{"Title":"Nameless"}]}"""u8.ToArray());

        Assert.Equal([null], Ids(shaped, selection: null));
        Assert.Empty(Ids(AccountData.Parse(shaped.Json), [Guid.Empty]));
    }

    private static AccountData Shape(byte[] payload, DataOptions? options = null) =>
        AccountShaper.Shape(AccountsPayload.TryRead(payload) ?? throw new InvalidOperationException("The sample holds no accounts."), options ?? new DataOptions());

    private static JsonElement ShapeOne(string account) =>
        JsonDocument.Parse(Shape(Encoding.UTF8.GetBytes($$"""{"Accounts":[{{account}}]}""")).Json).RootElement[0];

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    private static List<Guid?> Ids(AccountData data, IReadOnlyCollection<Guid>? selection)
    {
        using var written = JsonDocument.Parse(Write(data, selection));
        return [.. written.RootElement.EnumerateArray().Select(account => account.GetProperty("accountId").GetString() is { } id ? Guid.Parse(id) : (Guid?)null)];
    }

    private static string Write(AccountData data, IReadOnlyCollection<Guid>? selection) =>
        string.Concat(data.Parts(selection).Select(part => Encoding.UTF8.GetString(part.Span)));
}
