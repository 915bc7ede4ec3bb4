using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Flinks.Bff.Audit;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Connections;

public sealed class AccountSelectionTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Fact]
    public async Task A_selection_limits_what_Flinks_is_asked_for_and_what_is_answered()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var chosen = Accounts(linked)[0];
        await SelectAsync(bff, chosen);

        var read = await bff.As("alice").RetrieveAsync(linked.ConnectionId);

        Assert.Equal([chosen], Accounts(read));
        Assert.Equal([chosen], bff.Flinks.Calls.To(FlinksEndpoint.GetAccountsDetail)[^1].Detail!.AccountsFilter!);
    }

    [Fact]
    public async Task A_selection_limits_what_was_read_before_it()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var chosen = Accounts(linked)[1];
        await SelectAsync(bff, chosen);

        var stored = await bff.As("alice").ConnectAsync(Login);
        var shown = await bff.As("alice").GetAsync($"/api/v1/retrievals/{linked.RetrievalId}");

        Assert.Equal("stored", stored.Json.GetProperty("source").GetString());
        Assert.Equal([chosen], Accounts(stored));
        Assert.Equal([chosen], Accounts(shown));
    }

    [Fact]
    public async Task Options_choose_within_the_selection()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var all = Accounts(linked);
        await SelectAsync(bff, all[0], all[1]);

        var read = await bff.As("alice").RetrieveAsync(linked.ConnectionId, new { options = new { accountIds = new[] { all[1], all[2] } } });

        Assert.Equal([all[1]], Accounts(read));
        Assert.Equal([all[1]], bff.Flinks.Calls.To(FlinksEndpoint.GetAccountsDetail)[^1].Detail!.AccountsFilter!);
    }

    [Fact]
    public async Task Options_beyond_the_selection_give_nothing()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var all = Accounts(linked);
        await SelectAsync(bff, all[0]);

        var read = await bff.As("alice").RetrieveAsync(linked.ConnectionId, new { options = new { accountIds = new[] { all[2] } } });

        Assert.Equal(200, read.Status);
        Assert.Empty(Accounts(read));
    }

    [Fact]
    public async Task The_connection_shows_its_selection()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var chosen = Accounts(linked)[0];
        await SelectAsync(bff, chosen);

        var shown = await bff.As("alice").GetAsync($"/api/v1/connections/{linked.ConnectionId}");

        Assert.Equal([chosen], shown.Json.GetProperty("selectedAccountIds").EnumerateArray().Select(id => id.GetGuid()));
    }

    [Fact]
    public async Task A_selection_that_is_lifted_brings_all_accounts_again_with_the_next_read()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        var all = Accounts(linked);
        await SelectAsync(bff, all[0]);
        await bff.As("alice").RetrieveAsync(linked.ConnectionId);

        var lifted = await PutAsync(bff, linked.ConnectionId, accounts: null);
        var read = await bff.As("alice").ConnectAsync(Login);

        Assert.Equal(JsonValueKind.Null, lifted.Json.GetProperty("selectedAccountIds").ValueKind);
        Assert.NotEqual("stored", read.Json.GetProperty("source").GetString());
        Assert.Equal(all, Accounts(read));
    }

    [Fact]
    public async Task A_selection_made_while_data_are_collected_limits_what_comes()
    {
        await using var bff = await BffHost.StartAsync();
        var first = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        var all = Accounts(await bff.As("alice").GetAsync($"/api/v1/retrievals/{first.RetrievalId}"));
        var pending = await bff.As("alice").RetrieveAsync(first.ConnectionId);

        await PutAsync(bff, first.ConnectionId, [all[0]]);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        await bff.PassAsync(RetrievalSteps.PollInterval);
        var shown = await bff.As("alice").GetAsync($"/api/v1/retrievals/{pending.RetrievalId}");

        Assert.Equal((202, 200), (pending.Status, shown.Status));
        Assert.Equal([all[0]], Accounts(shown));
    }

    [Fact]
    public async Task A_selection_is_written_down()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);

        await SelectAsync(bff, Accounts(linked)[0], Accounts(linked)[0]);

        var entry = await bff.ReadAsync(db => db.AuditEntries.SingleAsync(row => row.Action == AuditAction.AccountsSelected, TestContext.Current.CancellationToken));
        Assert.Equal((AuditActorKind.User, linked.ConnectionId), (entry.ActorKind, entry.ConnectionId?.Value));
    }

    [Theory]
    [InlineData("{\"accountIds\":[]}")]
    [InlineData("{\"accountIds\":[\"00000000-0000-0000-0000-000000000000\"]}")]
    [InlineData("{\"accountIds\":[\"mine\"]}")]
    [InlineData("{\"accountIds\":[null]}")]
    [InlineData("{}")]
    public async Task What_is_no_selection_is_400_and_changes_nothing(string body)
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(Login);
        await SelectAsync(bff, Accounts(linked)[0]);

        var refused = await bff.As("alice").SendAsync(
            HttpMethod.Put, $"/api/v1/connections/{linked.ConnectionId}/account-selection", new StringContent(body, Encoding.UTF8, "application/json"));
        var shown = await bff.As("alice").GetAsync($"/api/v1/connections/{linked.ConnectionId}");

        ExpectedProblem.Of("validation_failed").Meets(refused);
        Assert.All(refused.Json.GetProperty("errors").EnumerateObject(), error => Assert.StartsWith("accountIds", error.Name, StringComparison.Ordinal));
        Assert.Equal([Accounts(linked)[0]], shown.Json.GetProperty("selectedAccountIds").EnumerateArray().Select(id => id.GetGuid()));
    }

    private static Guid[] Accounts(BffAnswer answer) =>
        [.. answer.Json.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("accountId").GetGuid())];

    private static async Task SelectAsync(BffHost bff, params Guid[] accounts)
    {
        var connection = (await bff.As("alice").GetAsync("/api/v1/connections")).Json[0].GetProperty("connectionId").GetGuid();
        Assert.Equal(200, (await PutAsync(bff, connection, accounts)).Status);
    }

    private static Task<BffAnswer> PutAsync(BffHost bff, Guid connection, Guid[]? accounts) =>
        bff.As("alice").SendAsync(HttpMethod.Put, $"/api/v1/connections/{connection}/account-selection", JsonContent.Create(new { accountIds = accounts }));
}
