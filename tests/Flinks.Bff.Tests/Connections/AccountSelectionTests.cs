using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    private static Guid[] Accounts(BffAnswer answer) =>
        [.. answer.Json.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("accountId").GetGuid())];

    private static async Task SelectAsync(BffHost bff, params Guid[] accounts)
    {
        await using var db = await bff.Services.GetRequiredService<IDbContextFactory<BffDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await db.Connections.SingleAsync(TestContext.Current.CancellationToken)).SelectedAccountIds = [.. accounts];
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
