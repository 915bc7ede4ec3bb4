using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Bff.Webhooks;
using Flinks.Client;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>Keys that are half replaced: everything is found, nothing is stored under a key that is going, and whoever comes next goes on.</summary>
public sealed class RekeyMidwayTests
{
    private static readonly Guid Login = RekeySteps.Login;
    private static readonly Guid Parked = RekeySteps.Parked;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Half_way_everything_is_found_and_new_rows_stand_beside_their_like()
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys: false);
        var alices = await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        await bff.ReceiveAsync(WebhookSteps.Details(Parked, bff.Clock.GetUtcNow()));
        await using var elsewhere = await bff.StartAnotherAsync();
        await elsewhere.BeginRekeyAsync();

        var held = await bff.As("alice").ConnectAsync(Login);
        var bobs = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });
        await bff.As("carol").ConnectAsync(SimulatedLogins.Big.LoginId);
        await bff.As("dave").ConnectAsync(Parked);
        await bff.SettleAsync();
        var hashes = await bff.ReadAsync(db => db.Connections.Select(row => row.LoginHash).ToListAsync(Token));
        await bff.RekeyElsewhereAsync(elsewhere);

        Assert.Equal(alices.ConnectionId, held.ConnectionId);
        Assert.Equal(200, bobs.Status);
        Assert.Equal(3, hashes.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
        Assert.Equal(["lookup"], await bff.KeyNamesAsync());
        Assert.Equal(alices.ConnectionId, (await bff.As("alice").ConnectAsync(Login)).ConnectionId);
    }

    [Fact]
    public async Task Nothing_is_linked_under_a_key_that_was_replaced_meanwhile()
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys: false);
        var stale = bff.Services.GetRequiredService<LoginLookup>().Hash(new LoginId(Login));
        await bff.BeginRekeyAsync();
        var claimed = new Connection
        {
            Id = ConnectionId.New(bff.Clock.GetUtcNow()), UserKey = Alice, LoginHash = stale.Current, LoginSealed = [1], CreatedAt = bff.Clock.GetUtcNow(),
        };

        var verdict = await bff.Services.GetRequiredService<ClaimStore>().LinkAsync(claimed, stale, new ClaimTerms(CanProve: false, AlwaysProve: false, MaxPerUser: 50), Token);

        Assert.IsType<ClaimVerdict.KeyReplaced>(verdict);
        Assert.Equal(0, await bff.ReadAsync(db => db.Connections.CountAsync(Token)));
    }

    [Fact]
    public async Task Nothing_is_parked_under_a_key_that_was_replaced_meanwhile()
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys: false);
        await bff.ReceiveAsync(WebhookSteps.Details(Parked, bff.Clock.GetUtcNow()));
        var delivery = Assert.Single(await bff.DeliveriesAsync());
        var (stale, lease, now) = (bff.Services.GetRequiredService<LoginLookup>().Hash(new LoginId(Parked)), Guid.NewGuid(), bff.Clock.GetUtcNow());
        var store = bff.Services.GetRequiredService<WebhookStore>();
        await bff.ReadAsync(db => db.WebhookDeliveries.ExecuteUpdateAsync(row => row.SetProperty(due => due.NextStepAt, now), Token));
        await store.TakeAsync(delivery.Id, lease, now, now.AddMinutes(1), Token);
        await bff.BeginRekeyAsync();

        var settled = await store.SettleAsync(delivery.Id, lease, new WebhookSettlement(WebhookOutcome.Parked, null, stale, WorkedOffAt: null, now.AddDays(1)), Token);
        bff.Clock.Advance(TimeSpan.FromMinutes(2));
        await bff.WorkOffAsync();

        Assert.False(settled);
        Assert.Equal(WebhookOutcome.Parked, await bff.OutcomeAsync());
        await bff.RekeyAsync();
        await bff.As("alice").ConnectAsync(Parked);
        await bff.SettleAsync();
        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
    }

    [Fact]
    public async Task Killed_after_any_step_it_goes_on_when_it_is_run_again()
    {
        for (var step = 0; await KilledAfterAsync(step); step++)
        {
        }
    }

    [Fact]
    public async Task Run_in_two_places_at_once_it_does_no_harm()
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys: true);
        var linked = await bff.As("alice").ConnectAsync(Login);
        await bff.PutAwayAsync();
        await using var one = await bff.StartAnotherAsync();
        await using var other = await bff.StartAnotherAsync();

        await Task.WhenAll(bff.RekeyElsewhereAsync(one), bff.RekeyElsewhereAsync(other));

        Assert.Equal(["lookup"], await bff.KeyNamesAsync());
        Assert.Equal((200, linked.ConnectionId), await bff.FoundAsync());
        Assert.Single(await bff.SealingKeysAsync());
    }

    [Fact]
    public async Task Run_again_it_replaces_the_keys_again()
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys: true);
        var linked = await bff.As("alice").ConnectAsync(Login);

        await bff.RekeyAsync();
        var first = await bff.Services.GetRequiredService<KeysReport>().ReadAsync(Token);
        await bff.RekeyAsync();
        var second = await bff.Services.GetRequiredService<KeysReport>().ReadAsync(Token);

        Assert.NotEqual(first.LookupGeneration, second.LookupGeneration);
        Assert.Equal(first.Ring.Keys + 1, second.Ring.Keys);
        Assert.Equal((200, linked.ConnectionId), await bff.FoundAsync());
    }

    [Fact]
    public async Task A_login_that_cannot_be_opened_is_told_of_and_still_found()
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys: true);
        await bff.As("alice").ConnectAsync(Login);
        await bff.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId);
        await bff.ReadAsync(db => db.Connections.Where(row => row.UserKey == Alice).ExecuteUpdateAsync(row => row.SetProperty(damaged => damaged.LoginSealed, new byte[40]), Token));

        var told = await bff.RekeyAsync();
        await bff.RekeyAsync();

        Assert.Contains("1 logins cannot be opened, so they stay as they are; the earlier lookup key is kept for them.", told);
        Assert.Contains("1 rows could not be opened and were left: each is damaged, or its key is lost.", told);
        var hashes = bff.Services.GetRequiredService<LoginLookup>().Hash(new LoginId(Login));
        Assert.True(await bff.ReadAsync(db => db.Connections.AnyAsync(row => row.UserKey == Alice && hashes.All.Contains(row.LoginHash), Token)));
        Assert.Equal(2, (await bff.Services.GetRequiredService<KeysReport>().ReadAsync(Token)).KeptLookups);
        Assert.Equal(200, (await bff.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId)).Status);
    }

    private static byte[] Alice => Bff.Platform.Security.UserKey.Of(Hosting.TestSettings.Issuer, "alice").ToBytes();

    /// <returns>Whether it was still running after so many sentences.</returns>
    private static async Task<bool> KilledAfterAsync(int step)
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys: false);
        var linked = await bff.As("alice").ConnectAsync(Login);
        await bff.PutAwayAsync();
        var killed = false;
        await using (var elsewhere = await bff.StartAnotherAsync())
        {
            var told = 0;
            try
            {
                await bff.RekeyElsewhereAsync(elsewhere, _ => killed = told++ == step ? throw new OperationCanceledException() : false);
            }
            catch (OperationCanceledException)
            {
                killed = true;
            }
        }

        var between = await bff.FoundAsync();
        await using var again = await bff.StartAnotherAsync();
        await bff.RekeyElsewhereAsync(again);

        Assert.Equal((200, linked.ConnectionId), between);
        Assert.Equal((200, linked.ConnectionId), await bff.FoundAsync());
        Assert.Equal(["lookup"], await bff.KeyNamesAsync());
        Assert.Single(await bff.SealingKeysAsync());
        return killed;
    }
}
