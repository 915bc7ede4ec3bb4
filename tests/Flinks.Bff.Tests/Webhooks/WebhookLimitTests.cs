using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Webhooks;

/// <summary>Flinks does not limit what it sends to what the person chose: we do.</summary>
public sealed class WebhookLimitTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfaPending.LoginId;

    private static readonly Guid Chosen = Guid.Parse("0f6d2c1b-5a4e-4b7d-a1c3-08de1a2b0001");

    [Fact]
    public async Task Accounts_that_were_not_chosen_are_left_out()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var linked = await bff.As("alice").ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        await ChooseAsync(bff);
        bff.Clock.Advance(TimeSpan.FromHours(1));

        await bff.ReceiveAsync(Two(bff, SimulatedLogins.NoMfa.LoginId));
        var own = await bff.As("alice").LastRetrievalAsync(linked.ConnectionId);

        Assert.Equal(["Chosen"], (await bff.As("alice").ShowAsync(own!.Value)).Titles());
    }

    [Fact]
    public async Task The_options_of_the_retrieval_hold_for_what_a_webhook_brings()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(
            Login, new { options = new { withTransactions = false, withAccountIdentity = false, withKyc = false, withBalance = false, accountIds = new[] { Chosen } } });
        bff.Clock.Advance(TimeSpan.FromSeconds(1));

        await bff.ReceiveAsync(Two(bff, Login));
        var shown = await bff.As("alice").ShowAsync(pending.RetrievalId);
        var account = Assert.Single(shown.Json.GetProperty("accounts").EnumerateArray());

        Assert.Equal("Chosen", account.GetProperty("title").GetString());
        Assert.Equal(0, account.GetProperty("transactions").GetArrayLength());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, account.GetProperty("accountNumber").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, account.GetProperty("holder").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, account.GetProperty("balance").GetProperty("current").ValueKind);
    }

    [Fact]
    public async Task Values_stand_as_Flinks_wrote_them()
    {
        await using var bff = await WebhookSteps.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(Login);
        bff.Clock.Advance(TimeSpan.FromSeconds(1));

        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));
        var text = (await bff.As("alice").ShowAsync(pending.RetrievalId)).Text;

        Assert.Contains("\"current\":2310.4,", text, StringComparison.Ordinal);
        Assert.Contains("\"date\":\"2026-03-01\"", text, StringComparison.Ordinal);
        Assert.Contains("\"debit\":4.85,", text, StringComparison.Ordinal);
    }

    private static byte[] Two(BffHost bff, Guid login) => WebhookSteps.Details(
        login, bff.Clock.GetUtcNow(), change: body => body["Accounts"] = new System.Text.Json.Nodes.JsonArray(WebhookSteps.Account("Chosen", Chosen), WebhookSteps.Account("Another")));

    private static async Task ChooseAsync(BffHost bff)
    {
        await using var db = bff.Database.Open();
        (await db.Connections.SingleAsync(TestContext.Current.CancellationToken)).SelectedAccountIds = [Chosen];
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
