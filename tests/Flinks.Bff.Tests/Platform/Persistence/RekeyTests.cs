using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Bff.Webhooks;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>The keys of what is stored are replaced while instances take calls; those that have not heard of it included.</summary>
public sealed class RekeyTests
{
    private static readonly Guid Login = RekeySteps.Login;
    private static readonly Guid Parked = RekeySteps.Parked;
    private static readonly Guid Deleted = RekeySteps.Deleted;

    public static TheoryData<bool> WhoLooks => [true, false];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(WhoLooks))]
    public async Task What_was_stored_before_is_found_and_read_after(bool looksForKeys)
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys);
        var linked = await bff.As("alice").ConnectAsync(Login);
        await using var elsewhere = await bff.StartAnotherAsync();

        await bff.RekeyElsewhereAsync(elsewhere);
        var again = await bff.As("alice").ConnectAsync(Login);
        var read = await bff.As("alice").RetrieveAsync(linked.ConnectionId);

        Assert.Equal((200, linked.ConnectionId), (again.Status, again.ConnectionId));
        Assert.Equal(200, read.Status);
        Assert.Equal(1, await bff.ReadAsync(db => db.Connections.CountAsync(Token)));
        Assert.Equal(200, (await bff.AsNobody().GetAsync("/health/ready")).Status);
    }

    [Theory]
    [MemberData(nameof(WhoLooks))]
    public async Task The_keys_are_others_and_nothing_is_left_under_the_old_ones(bool looksForKeys)
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys);
        await bff.As("alice").ConnectAsync(Login);
        await bff.PutAwayAsync();
        var before = await bff.ReadAsync(db => db.Connections.Select(row => row.LoginHash).SingleAsync(Token));
        var sealing = Assert.Single(await bff.SealingKeysAsync());
        await using var elsewhere = await bff.StartAnotherAsync();

        var told = await bff.RekeyElsewhereAsync(elsewhere);
        var after = await bff.ReadAsync(db => db.Connections.Select(row => row.LoginHash).SingleAsync(Token));

        Assert.NotEqual(before, after);
        Assert.NotEqual(sealing, Assert.Single(await bff.SealingKeysAsync()));
        Assert.Equal(["lookup"], await bff.KeyNamesAsync());
        Assert.Contains("3 rows are found by the new key.", told);
        Assert.Contains("2 rows were sealed anew.", told);
        Assert.Equal("Done.", told[^1]);
    }

    [Theory]
    [MemberData(nameof(WhoLooks))]
    public async Task A_parked_webhook_finds_its_owner_who_comes_after(bool looksForKeys)
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys);
        await bff.ReceiveAsync(WebhookSteps.Details(Parked, bff.Clock.GetUtcNow()));
        await using var elsewhere = await bff.StartAnotherAsync();

        await bff.RekeyElsewhereAsync(elsewhere);
        await bff.As("alice").ConnectAsync(Parked);
        await bff.SettleAsync();

        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
    }

    [Theory]
    [MemberData(nameof(WhoLooks))]
    public async Task A_webhook_that_comes_after_finds_its_owner(bool looksForKeys)
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys);
        await bff.As("alice").ConnectAsync(Login);
        await using var elsewhere = await bff.StartAnotherAsync();

        await bff.RekeyElsewhereAsync(elsewhere);
        await bff.ReceiveAsync(WebhookSteps.Details(Login, bff.Clock.GetUtcNow()));

        Assert.Equal(WebhookOutcome.Made, await bff.OutcomeAsync());
    }

    [Theory]
    [MemberData(nameof(WhoLooks))]
    public async Task A_login_that_is_being_deleted_is_not_taken_and_deleted_once(bool looksForKeys)
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys);
        await bff.PutAwayAsync();
        await using var elsewhere = await bff.StartAnotherAsync();

        await bff.RekeyElsewhereAsync(elsewhere);
        var refused = await bff.As("alice").ConnectAsync(Deleted);
        bff.Flinks.Calls.Clear();
        await bff.PassToDeletionsAsync(TimeSpan.FromMinutes(10));

        Assert.Equal((503, "upstream_busy"), (refused.Status, refused.Code));
        Assert.Single(bff.Flinks.Calls.To(FlinksEndpoint.DeleteCard));
        Assert.NotNull(await bff.ReadAsync(db => db.Deletions.Select(row => row.UpstreamConfirmedAt).SingleAsync(Token)));
    }

    [Theory]
    [MemberData(nameof(WhoLooks))]
    public async Task A_co_owner_is_held_to_the_cooldown_of_the_other(bool looksForKeys)
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys);
        var alices = await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        var bobs = await bff.As("bob").ConnectAsync(Login, new { connectSessionId = session });
        await using var elsewhere = await bff.StartAnotherAsync();
        await bff.As("alice").RetrieveAsync(alices.ConnectionId, new { freshness = "live" });

        await bff.RekeyElsewhereAsync(elsewhere);
        var cached = await bff.As("bob").RetrieveAsync(bobs.ConnectionId, new { freshness = "live" });

        Assert.Equal((200, "cached"), (cached.Status, cached.Source()));
    }

    [Fact]
    public async Task An_instance_that_looks_for_keys_seals_with_the_new_one()
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys: true);
        await using var elsewhere = await bff.StartAnotherAsync();
        await bff.RekeyElsewhereAsync(elsewhere);

        await bff.Services.GetServices<IHostedService>().OfType<KeysWatch>().Single().LookAsync(Token);
        await bff.As("alice").ConnectAsync(Login);
        await elsewhere.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId);

        Assert.Single(await bff.SealingKeysAsync());
    }
}
