using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.ConnectSessions.Events;

/// <summary>What was ticked in Connect's own list becomes the connection's selection.</summary>
public sealed class TickedAccountsTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;

    [Theory]
    [InlineData("text")]
    [InlineData("list")]
    [InlineData("commas")]
    [InlineData("address")]
    public async Task Ticked_accounts_are_the_selection_of_the_login_that_came_of_the_session(string shape)
    {
        await using var bff = await BffHost.StartAsync();
        var accounts = await AccountsAsync(bff);
        Guid[] ticked = shape == "text" ? [accounts[1]] : [accounts[0], accounts[1]];
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").SayAsync(session, Said(shape, ticked));

        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal(200, linked.Status);
        Assert.Equal(ticked.Order(), Accounts(linked).Order());
        Assert.Equal(ticked, bff.Flinks.Calls.To(FlinksEndpoint.GetAccountsDetail)[^1].Detail!.AccountsFilter!);
        Assert.Equal(ticked, await SelectionAsync(bff, linked.ConnectionId));
        Assert.Contains("accountsSelected", (await bff.As("olga", role: "admin").GetAsync($"/api/v1/admin/audit?connectionId={linked.ConnectionId}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_choice_counts()
    {
        await using var bff = await BffHost.StartAsync();
        var accounts = await AccountsAsync(bff);
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").SayAsync(session, Said("text", accounts[0]));
        await bff.As("alice").SayAsync(session, Said("text", accounts[2]));

        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal([accounts[2]], await SelectionAsync(bff, linked.ConnectionId));
    }

    [Fact]
    public async Task A_selection_that_is_set_stays()
    {
        await using var bff = await BffHost.StartAsync();
        var accounts = await AccountsAsync(bff);
        var linked = await bff.As("alice").ConnectAsync(Login);
        await bff.As("alice").SendAsync(HttpMethod.Put, $"/api/v1/connections/{linked.ConnectionId}/account-selection", System.Net.Http.Json.JsonContent.Create(new { accountIds = new[] { accounts[0] } }));
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").SayAsync(session, Said("text", accounts[1]));

        await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal([accounts[0]], await SelectionAsync(bff, linked.ConnectionId));
    }

    [Fact]
    public async Task A_connection_without_one_takes_that_of_its_repair()
    {
        await using var bff = await BffHost.StartAsync();
        var accounts = await AccountsAsync(bff);
        var linked = await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("alice").StartConnectSessionAsync(new { connectionId = linked.ConnectionId });
        await bff.As("alice").SayAsync(session, Said("text", accounts[1]));

        var again = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal([accounts[1]], Accounts(again));
        Assert.Equal([accounts[1]], await SelectionAsync(bff, linked.ConnectionId));
    }

    [Fact]
    public async Task What_is_ticked_in_a_session_that_is_used_changes_nothing()
    {
        await using var bff = await BffHost.StartAsync();
        var accounts = await AccountsAsync(bff);
        var session = await bff.As("alice").StartConnectSessionAsync();
        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        await bff.As("alice").SayAsync(session, Said("text", accounts[1]));
        await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Empty(await SelectionAsync(bff, linked.ConnectionId));
        Assert.Null((await bff.ReadAsync(db => db.ConnectSessions.SingleAsync())).SelectionSealed);
    }

    [Fact]
    public async Task A_shared_login_is_proved_within_the_selection()
    {
        await using var bff = await BffHost.StartAsync();
        var accounts = await AccountsAsync(bff);
        await bff.As("bob").ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromMinutes(1));
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        await bff.As("alice").SayAsync(session, Said("text", accounts[1]));

        var linked = await bff.As("alice").ConnectAsync(Login, new { connectSessionId = session });

        Assert.Equal(200, linked.Status);
        Assert.Equal([accounts[1]], Accounts(linked));
    }

    [Fact]
    public async Task What_was_ticked_is_forgotten_within_a_day_where_no_login_came()
    {
        await using var bff = await BffHost.StartAsync();
        var session = await bff.As("alice").StartConnectSessionAsync();
        await bff.As("alice").SayAsync(session, Said("text", WidgetSteps.Account));
        var before = await bff.ReadAsync(db => db.ConnectSessions.SingleAsync());

        bff.Clock.Advance(TimeSpan.FromHours(21));
        await bff.SweepAsync();

        Assert.NotNull(before.SelectionSealed);
        Assert.Null((await bff.ReadAsync(db => db.ConnectSessions.SingleAsync())).SelectionSealed);
    }

    private static object Said(string shape, params Guid[] ticked) => shape switch
    {
        "text" => new { step = "ACCOUNT_SELECTED", accountId = $"{ticked[0]}" },
        "list" => new { step = "REDIRECT", accountId = ticked },
        "commas" => JsonSerializer.Serialize(new { step = "REDIRECT", accountId = string.Join(',', ticked) }),
        _ => new { step = "REDIRECT", url = $"https://app.example.test/cb?loginId={Login}&accountId={Uri.EscapeDataString(string.Join(',', ticked))}" },
    };

    private static async Task<Guid[]> AccountsAsync(BffHost bff)
    {
        var read = await bff.As("carol").ConnectAsync(Login);
        await bff.As("carol").DeleteAsync($"/api/v1/connections/{read.ConnectionId}");
        bff.Flinks.Seed(SimulatedLogins.NoMfa);
        bff.Flinks.Calls.Clear();
        return Accounts(read);
    }

    private static Guid[] Accounts(BffAnswer answer) => [.. answer.Json.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("accountId").GetGuid())];

    private static async Task<Guid[]> SelectionAsync(BffHost bff, Guid connection) =>
        (await bff.As("alice").GetAsync($"/api/v1/connections/{connection}")).Json.GetProperty("selectedAccountIds") is { ValueKind: JsonValueKind.Array } selected
            ? [.. selected.EnumerateArray().Select(account => account.GetGuid())]
            : [];
}
