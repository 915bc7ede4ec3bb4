using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>200: the data, in our shape, with Flinks' digits.</summary>
public sealed class DataAnswerTests
{
    private const string Payload = """
        {"HttpStatusCode":200,"Accounts":[{"Transactions":[
        {"Date":"2026/02/26","Code":null,"Description":"PAY \u00e9 / \"1\"","Debit":null,"Credit":1850.00,"Balance":2412.370,"Id":"00000000-0000-4000-8000-000000590002"},
        {"Date":"2026-02-25","Code":7,"Description":null,"Debit":40.0,"Credit":0.01,"Balance":null,"Id":null}],
        "TransitNumber":"00099","InstitutionNumber":"777","OverdraftLimit":0,"Title":"Fake Chequing","AccountNumber":"0000001","LastFourDigits":"0001",
        "Balance":{"Available":2412.37,"Current":2412.370,"Limit":null},"Category":"Operations","Type":"Chequing","Currency":"CAD","EftEligibleRatio":0.50,
        "Holder":{"Name":"Fakey McTestface","Address":{"CivicAddress":"1 Nowhere Street","City":"Testville","Province":"QC","PostalCode":"Z9Z 9Z9","POBox":"PO 00","Country":"CA"},"Email":"fakey@example.invalid","PhoneNumber":"(555) 555-0100"},
        "AccountType":"Personal","Id":"00000000-0000-4000-8000-000000004001"}],
        "InstitutionName":"FlinksCapital","InstitutionId":14,"Institution":"FlinksCapital","RequestId":"00000000-0000-4000-8000-000000002001",
        "Login":{"Username":"fake","IsScheduledRefresh":false,"LastRefresh":"2026-03-02T13:05:09.1234567","Type":"Personal","Id":"00000000-0000-4000-8000-000000001001"}}
        """;

    private const string Accounts = """
        [{"accountId":"00000000-0000-4000-8000-000000004001","title":"Fake Chequing","category":"Operations","type":"Chequing","currency":"CAD","accountType":"Personal","accountNumber":"0000001","transitNumber":"00099","institutionNumber":"777","lastFourDigits":"0001","balance":{"current":2412.370,"available":2412.37,"limit":null},"overdraftLimit":0,"eftEligibleRatio":0.50,"holder":{"name":"Fakey McTestface","email":"fakey@example.invalid","phoneNumber":"(555) 555-0100","address":{"civicAddress":"1 Nowhere Street","city":"Testville","province":"QC","postalCode":"Z9Z 9Z9","poBox":"PO 00","country":"CA"}},"transactions":[{"transactionId":"00000000-0000-4000-8000-000000590002","date":"2026-02-26","description":"PAY \u00e9 / \"1\"","debit":null,"credit":1850.00,"balance":2412.370},{"transactionId":null,"date":"2026-02-25","description":null,"debit":40.0,"credit":0.01,"balance":null}]}]
        """;

    [Fact]
    public async Task The_body_has_every_member_in_order_and_every_digit_as_Flinks_sent_it()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, new Fault.Answer(200, Payload));

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var expected = $$$"""
            {"connectionId":"{{{answer.ConnectionId}}}","retrievalId":"{{{answer.RetrievalId}}}","state":"ready","source":"cached","asOf":"2026-03-02T14:00:00Z","lastRefreshedAt":"2026-03-02T13:05:09.1234567Z","institution":{"id":14,"name":"FlinksCapital"},"accounts":{{{Accounts}}},"nextAction":{"type":"none","method":null,"url":null,"expiresAt":null,"retryAfterSeconds":null,"connectSessionId":null}}
            """;
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("application/json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(expected, answer.Text);
    }

    [Fact]
    public async Task A_later_GET_gives_the_same_body()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, new Fault.Answer(200, Payload));
        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var shown = await bff.As("alice").ShowAsync(answer.RetrievalId);

        Assert.Equal(200, shown.Status);
        Assert.Equal(answer.Text, shown.Text);
    }

    [Fact]
    public async Task Data_that_were_kept_sealed_have_the_same_digits()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetailAsync, new Fault.Answer(200, Payload));
        await bff.PassAsync(RetrievalSteps.PollInterval);
        await bff.RestartAsync();

        var shown = await bff.As("alice").ShowAsync(pending.RetrievalId);

        Assert.Equal(200, shown.Status);
        Assert.Equal(Accounts, shown.Json.GetProperty("accounts").GetRawText());
    }

    [Fact]
    public async Task What_Flinks_leaves_out_is_there_as_null_or_empty()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, new Fault.Answer(200, Sample.Text("accounts-detail-200-oddities")));

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var accounts = answer.Json.GetProperty("accounts");
        Assert.Equal(
            """{"accountId":"00000000-0000-4000-8000-000000004102","title":"Fake Unknown Product","category":"Other","type":null,"currency":"CAD","accountType":null,"accountNumber":null,"transitNumber":null,"institutionNumber":null,"lastFourDigits":null,"balance":{"current":-45.1,"available":null,"limit":0},"overdraftLimit":null,"eftEligibleRatio":null,"holder":null,"transactions":[]}""",
            accounts[1].GetRawText());
        Assert.Equal("""{"name":null,"email":null,"phoneNumber":null,"address":null}""", accounts[0].GetProperty("holder").GetRawText());
        Assert.Equal(
            ["2026-02-27", "2026-02-26", "2026-02-28", null],
            accounts[0].GetProperty("transactions").EnumerateArray().Select(row => row.GetProperty("date").GetString()));
        Assert.Equal("""{"id":null,"name":"FlinksCapital"}""", answer.Json.GetProperty("institution").GetRawText());
        Assert.Equal("2026-03-02T13:00:00Z", answer.Json.GetProperty("lastRefreshedAt").GetString());
    }

    [Fact]
    public async Task An_unknown_last_refresh_and_an_unnamed_bank_are_null()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, new Fault.Answer(200, """{"Accounts":[]}"""));

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NotSaved.LoginId);

        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("lastRefreshedAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("institution").ValueKind);
        Assert.Equal("[]", answer.Json.GetProperty("accounts").GetRawText());
    }

    [Fact]
    public async Task A_live_read_says_so_and_when_the_bank_was_read()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Clock.Advance(TimeSpan.FromMinutes(3));

        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId, new { freshness = "live" });

        Assert.Equal("live", answer.Source());
        Assert.Equal("2026-03-02T14:03:00Z", answer.Json.GetProperty("asOf").GetString());
        Assert.Equal("2026-03-02T14:03:00Z", answer.Json.GetProperty("lastRefreshedAt").GetString());
    }

    [Fact]
    public async Task Only_accounts_that_were_asked_for_are_given_even_if_Flinks_sends_all()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, new Fault.Answer(200, Sample.Text("accounts-detail-200")));

        var answer = await bff.As("alice").ConnectAsync(
            SimulatedLogins.NoMfa.LoginId, new { options = new { accountIds = new[] { "00000000-0000-4000-8000-000000004003", "00000000-0000-4000-8000-000000004001" } } });

        Assert.Equal(
            ["00000000-0000-4000-8000-000000004001", "00000000-0000-4000-8000-000000004003"],
            answer.Json.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("accountId").GetString()));
    }

    [Fact]
    public async Task What_the_caller_switched_off_is_left_out_even_if_Flinks_sends_it()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Faults.Next(FlinksEndpoint.GetAccountsDetail, new Fault.Answer(200, Payload));

        var answer = await bff.As("alice").ConnectAsync(
            SimulatedLogins.NoMfa.LoginId, new { options = new { withTransactions = false, withAccountIdentity = false, withKyc = false, withBalance = false } });

        Assert.Equal(
            """[{"accountId":"00000000-0000-4000-8000-000000004001","title":"Fake Chequing","category":"Operations","type":"Chequing","currency":"CAD","accountType":"Personal","accountNumber":null,"transitNumber":null,"institutionNumber":null,"lastFourDigits":null,"balance":{"current":null,"available":null,"limit":null},"overdraftLimit":0,"eftEligibleRatio":0.50,"holder":null,"transactions":[]}]""",
            answer.Json.GetProperty("accounts").GetRawText());
    }

    [Fact]
    public async Task The_connection_learns_from_the_data()
    {
        await using var bff = await BffHost.StartAsync();
        var answer = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var connection = (await bff.As("alice").ShowConnectionAsync(answer.ConnectionId)).Json;

        Assert.Equal("active", connection.GetProperty("state").GetString());
        Assert.Equal(answer.Json.GetProperty("institution").GetRawText(), connection.GetProperty("institution").GetRawText());
        Assert.Equal(answer.Json.GetProperty("lastRefreshedAt").GetString(), connection.GetProperty("lastRefreshedAt").GetString());
        Assert.Equal(answer.RetrievalId, connection.GetProperty("lastRetrievalId").GetGuid());
        Assert.Equal(JsonValueKind.Null, connection.GetProperty("openRetrievalId").ValueKind);
        Assert.Equal("none", connection.GetProperty("nextAction").GetProperty("type").GetString());
    }
}
