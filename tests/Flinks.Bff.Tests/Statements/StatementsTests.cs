using System.Text;
using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.Statements;

/// <summary>A connection's statements: from Flinks' store, only of shared accounts, each passed on while it comes.</summary>
public sealed class StatementsTests
{
    [Fact]
    public async Task Each_account_has_its_most_recent_statement_and_the_bank_is_not_asked()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Calls.Clear();

        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);

        Assert.Equal((200, "none"), (list.Status, list.NextAction));
        Assert.Equal(["connectionId", "statements", "nextAction"], list.Json.Members());
        Assert.Equal(["statementId", "accountNumber", "fileType"], list.Statements()[0].Members());
        Assert.Equal(
            connected.Json.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("accountNumber").GetString()),
            list.Statements().Select(statement => statement.GetProperty("accountNumber").GetString()));
        Assert.True(Assert.Single(bff.Authorizes()).MostRecentCached);
        Assert.Equal("MostRecent", Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.GetStatements)).Statements!.NumberOfStatements);
    }

    [Fact]
    public async Task A_document_comes_as_PDF_in_the_session_that_listed_it()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);
        bff.Flinks.Calls.Clear();

        var first = await bff.As("alice").StatementAsync(connected.ConnectionId, list.StatementId(0));
        var second = await bff.As("alice").StatementAsync(connected.ConnectionId, list.StatementId(1));

        Assert.Equal((200, "application/pdf", "no-store", "nosniff"), (first.Status, first.Headers["Content-Type"], first.Headers["Cache-Control"], first.Headers["X-Content-Type-Options"]));
        Assert.StartsWith("%PDF-1.4\n", first.Text, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF\n", first.Text, StringComparison.Ordinal);
        Assert.Contains(list.Statements()[1].GetProperty("accountNumber").GetString()!, second.Text, StringComparison.Ordinal);
        Assert.Empty(bff.Authorizes());
    }

    [Fact]
    public async Task A_document_is_found_without_its_list_too()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);
        await bff.RestartAsync();

        var document = await bff.As("alice").StatementAsync(connected.ConnectionId, list.StatementId(0));
        var unknown = await bff.As("alice").StatementAsync(connected.ConnectionId, $"{Guid.NewGuid()}");

        Assert.Equal((200, 404), (document.Status, unknown.Status));
    }

    [Fact]
    public async Task A_session_that_has_ended_meanwhile_is_begun_anew()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);
        bff.Flinks.Faults.Next(FlinksEndpoint.GetStatements, Fault.Code(400, "SESSION_EXPIRED"));
        bff.Flinks.Calls.Clear();

        var document = await bff.As("alice").StatementAsync(connected.ConnectionId, list.StatementId(0));

        Assert.Equal(200, document.Status);
        Assert.Single(bff.Authorizes());
    }

    [Fact]
    public async Task An_id_tells_no_account_number_and_stays_the_same()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);
        var again = await bff.As("alice").StatementsAsync(connected.ConnectionId);

        Assert.Equal(list.Text, again.Text);
        Assert.All(list.Statements(), statement => Assert.True(statement.GetProperty("statementId").TryGetGuid(out _)));
        Assert.Equal(2, bff.Flinks.Calls.To(FlinksEndpoint.GetStatements).Count);
    }

    [Theory]
    [InlineData("?months=3", 3)]
    [InlineData("?months=12&accountId={0}", 12)]
    [InlineData("?accountId={0}", 1)]
    public async Task Months_and_an_account_may_be_asked_for(string query, int perAccount)
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var account = connected.Json.GetProperty("accounts")[0];
        var asked = string.Format(null, query, account.GetProperty("accountId").GetString());

        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId, asked);
        var document = await bff.As("alice").StatementAsync(connected.ConnectionId, list.StatementId(0), asked);

        var numbers = list.Statements().Select(statement => statement.GetProperty("accountNumber").GetString()).ToList();
        Assert.Equal(perAccount, numbers.Count(number => number == account.GetProperty("accountNumber").GetString()));
        Assert.Equal(query.Contains("accountId", StringComparison.Ordinal) ? 1 : connected.Json.GetProperty("accounts").GetArrayLength(), numbers.Distinct().Count());
        Assert.Equal(200, document.Status);
    }

    [Theory]
    [InlineData("?months=12", "accountId")]
    [InlineData("?months=6", "months")]
    [InlineData("?months=x", "months")]
    [InlineData("?accountId=00000000-0000-0000-0000-000000000000", "accountId")]
    public async Task What_Flinks_does_not_give_is_400(string query, string member)
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);

        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId, query);
        var document = await bff.As("alice").StatementAsync(connected.ConnectionId, $"{Guid.NewGuid()}", query);

        Assert.Equal((400, member), (list.Status, Assert.Single(list.InvalidMembers())));
        Assert.Equal((400, member), (document.Status, Assert.Single(document.InvalidMembers())));
    }

    [Fact]
    public async Task Only_shared_accounts_have_statements_whatever_Flinks_gives()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var all = await bff.As("alice").StatementsAsync(connected.ConnectionId);
        var (shared, other) = (Account(connected, 0), Account(connected, 1));
        await bff.As("alice").SelectAsync(connected.ConnectionId, shared.Id);

        // Flinks answers as if it had not seen the filter.
        bff.Flinks.Faults.Always(FlinksEndpoint.GetStatements, new Fault.Answer(200, ReplyWith(shared.Number, other.Number)));
        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);
        var ofOther = await bff.As("alice").StatementsAsync(connected.ConnectionId, $"?accountId={other.Id}");
        var document = await bff.As("alice").StatementAsync(connected.ConnectionId, all.StatementId(1));

        Assert.Equal([shared.Number], list.Statements().Select(statement => statement.GetProperty("accountNumber").GetString()));
        Assert.Equal([shared.Id], bff.Flinks.Calls.To(FlinksEndpoint.GetStatements)[^1].Statements!.AccountsFilter);
        Assert.Equal((200, 0), (ofOther.Status, ofOther.Statements().Count));
        Assert.Equal(404, document.Status);
    }

    [Fact]
    public async Task One_shared_account_is_enough_for_a_year()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await bff.As("alice").SelectAsync(connected.ConnectionId, Account(connected, 0).Id);

        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId, "?months=12");

        Assert.Equal((200, 12), (list.Status, list.Statements().Count));
    }

    [Fact]
    public async Task What_takes_longer_than_a_call_is_found_by_asking_again()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        using var gate = bff.Flinks.Faults.Hold(FlinksEndpoint.GetStatements);

        var first = await bff.As("alice").StatementsAsync(connected.ConnectionId, "?months=3", BffSteps.AtOnce);
        await gate.Arrived;
        var document = await bff.As("alice").StatementAsync(connected.ConnectionId, $"{Guid.NewGuid()}", "?months=3", BffSteps.AtOnce);
        gate.Open();
        var last = await bff.As("alice").StatementsAsync(connected.ConnectionId, "?months=3");

        Assert.Equal((202, "poll", "GET", $"/api/v1/connections/{connected.ConnectionId}/statements?months=3"), (first.Status, first.NextAction, first.NextMethod, first.NextUrl));
        Assert.Equal((first.NextUrl, $"{first.NextAfter()}"), (first.Headers["Location"], first.Headers["Retry-After"]));
        Assert.Equal((202, "collecting"), (document.Status, document.State));
        Assert.EndsWith("?months=3", document.NextUrl, StringComparison.Ordinal);
        Assert.Equal(200, last.Status);
        Assert.Equal(2, bff.Authorizes().Count);
    }

    [Fact]
    public async Task Flinks_that_needs_time_is_polled()
    {
        await using var bff = (await WatchedClock.StartHostAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        bff.Flinks.Options.PollsBeforeReady = 1;

        var pausing = WatchedClock.Of(bff).NextWaitAsync(RetrievalSteps.PollInterval);
        var pending = await bff.As("alice").StatementsAsync(connected.ConnectionId, "", BffSteps.AtOnce);
        await pausing;
        bff.Clock.Advance(RetrievalSteps.PollInterval);
        await bff.SettleAsync();
        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);

        Assert.Equal((202, 200), (pending.Status, list.Status));
        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.GetStatementsAsync));
    }

    [Fact]
    public async Task While_the_bank_asks_the_person_the_next_step_is_theirs()
    {
        await using var bff = await BffHost.StartAsync();
        var asked = await bff.As("alice").MeetChallengeAsync();

        var list = await bff.As("alice").StatementsAsync(asked.ConnectionId);

        Assert.Equal((202, "mfaRequired", "resume"), (list.Status, list.State, list.NextAction));
    }

    [Theory]
    [InlineData("!!!!")]
    [InlineData("JVB")]
    public async Task A_document_that_is_none_is_a_problem(string base64)
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        bff.Flinks.Faults.Always(FlinksEndpoint.GetStatements, new Fault.Answer(200, ReplyWith(base64, ["1"])));
        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);

        var document = await bff.As("alice").StatementAsync(connected.ConnectionId, list.StatementId(0));

        ExpectedProblem.Of("upstream_failed").Meets(document);
        Assert.False(document.Headers.ContainsKey("Content-Disposition"));
    }

    [Fact]
    public async Task Somebody_elses_statement_is_not_found()
    {
        await using var bff = (await BffHost.StartAsync()).WithDataAtOnce();
        var connected = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var list = await bff.As("alice").StatementsAsync(connected.ConnectionId);

        var foreignList = await bff.As("mallory").StatementsAsync(connected.ConnectionId);
        var foreign = await bff.As("mallory").StatementAsync(connected.ConnectionId, list.StatementId(0));

        Assert.Equal((404, 404), (foreignList.Status, foreign.Status));
    }

    private static (Guid Id, string Number) Account(BffAnswer connected, int index)
    {
        var account = connected.Json.GetProperty("accounts")[index];
        return (account.GetProperty("accountId").GetGuid(), account.GetProperty("accountNumber").GetString()!);
    }

    private static string ReplyWith(params string[] numbers) => ReplyWith(Convert.ToBase64String(Encoding.ASCII.GetBytes("%PDF-1.4\n")), numbers);

    private static string ReplyWith(string base64, string[] numbers) => JsonSerializer.Serialize(new
    {
        HttpStatusCode = 200,
        StatementsByAccount = numbers.Select(number => new { AccountNumber = number, Statements = new[] { new { UniqueId = $"of {number}", FileType = "PDF", Base64Bytes = base64 } } }),
    });
}
