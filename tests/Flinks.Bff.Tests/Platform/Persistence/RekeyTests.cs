using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Persistence.Rekeying;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Bff.Tests.Retrievals;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Bff.Webhooks;
using Flinks.Client;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>The keys of what is stored are replaced while instances take calls; those that have not heard of it included.</summary>
public sealed class RekeyTests
{
    private static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;
    private static readonly Guid Parked = SimulatedLogins.NoMfaPending.LoginId;
    private static readonly Guid Deleted = SimulatedLogins.NoTransactions.LoginId;

    public static TheoryData<bool> WhoLooks => [true, false];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(WhoLooks))]
    public async Task What_was_stored_before_is_found_and_read_after(bool looksForKeys)
    {
        await using var bff = await StartAsync(looksForKeys);
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
        await using var bff = await StartAsync(looksForKeys);
        await bff.As("alice").ConnectAsync(Login);
        await PutAwayAsync(bff);
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
        await using var bff = await StartAsync(looksForKeys);
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
        await using var bff = await StartAsync(looksForKeys);
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
        await using var bff = await StartAsync(looksForKeys);
        await PutAwayAsync(bff);
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
        await using var bff = await StartAsync(looksForKeys);
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
    public async Task Half_way_everything_is_found_and_new_rows_stand_beside_their_like()
    {
        await using var bff = await StartAsync(looksForKeys: false);
        var alices = await bff.As("alice").ConnectAsync(Login);
        var session = await bff.As("bob").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(Login);
        await bff.ReceiveAsync(WebhookSteps.Details(Parked, bff.Clock.GetUtcNow()));
        await using var elsewhere = await bff.StartAnotherAsync();
        await BeginAsync(elsewhere);

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
    public async Task An_instance_that_looks_for_keys_seals_with_the_new_one()
    {
        await using var bff = await StartAsync(looksForKeys: true);
        await using var elsewhere = await bff.StartAnotherAsync();
        await bff.RekeyElsewhereAsync(elsewhere);

        await bff.Services.GetServices<IHostedService>().OfType<KeysWatch>().Single().LookAsync(Token);
        await bff.As("alice").ConnectAsync(Login);
        await elsewhere.As("bob").ConnectAsync(SimulatedLogins.Big.LoginId);

        Assert.Single(await bff.SealingKeysAsync());
    }

    [Fact]
    public async Task Nothing_is_linked_under_a_key_that_was_replaced_meanwhile()
    {
        await using var bff = await StartAsync(looksForKeys: false);
        var stale = bff.Services.GetRequiredService<LoginLookup>().Hash(new LoginId(Login));
        await BeginAsync(bff);
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
        await using var bff = await StartAsync(looksForKeys: false);
        await bff.ReceiveAsync(WebhookSteps.Details(Parked, bff.Clock.GetUtcNow()));
        var delivery = Assert.Single(await bff.DeliveriesAsync());
        var (stale, lease, now) = (bff.Services.GetRequiredService<LoginLookup>().Hash(new LoginId(Parked)), Guid.NewGuid(), bff.Clock.GetUtcNow());
        var store = bff.Services.GetRequiredService<WebhookStore>();
        await bff.ReadAsync(db => db.WebhookDeliveries.ExecuteUpdateAsync(row => row.SetProperty(due => due.NextStepAt, now), Token));
        await store.TakeAsync(delivery.Id, lease, now, now.AddMinutes(1), Token);
        await BeginAsync(bff);

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
        await using var bff = await StartAsync(looksForKeys: true);
        var linked = await bff.As("alice").ConnectAsync(Login);
        await PutAwayAsync(bff);
        await using var one = await bff.StartAnotherAsync();
        await using var other = await bff.StartAnotherAsync();

        await Task.WhenAll(bff.RekeyElsewhereAsync(one), bff.RekeyElsewhereAsync(other));

        Assert.Equal(["lookup"], await bff.KeyNamesAsync());
        Assert.Equal((200, linked.ConnectionId), await FoundAsync(bff));
        Assert.Single(await bff.SealingKeysAsync());
    }

    [Fact]
    public async Task Run_again_it_replaces_the_keys_again()
    {
        await using var bff = await StartAsync(looksForKeys: true);
        var linked = await bff.As("alice").ConnectAsync(Login);

        await bff.RekeyAsync();
        var first = await bff.Services.GetRequiredService<KeysReport>().ReadAsync(Token);
        await bff.RekeyAsync();
        var second = await bff.Services.GetRequiredService<KeysReport>().ReadAsync(Token);

        Assert.NotEqual(first.LookupGeneration, second.LookupGeneration);
        Assert.Equal(first.Ring.Keys + 1, second.Ring.Keys);
        Assert.Equal((200, linked.ConnectionId), await FoundAsync(bff));
    }

    [Fact]
    public async Task A_login_that_cannot_be_opened_is_told_of_and_still_found()
    {
        await using var bff = await StartAsync(looksForKeys: true);
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

    [Fact]
    public async Task While_it_runs_calls_miss_no_connection_and_make_none_twice()
    {
        await using var bff = await StartAsync(looksForKeys: false);
        await using var other = await bff.StartAnotherAsync();
        await using var elsewhere = await bff.StartAnotherAsync();
        Guid[] logins = [Login, Parked, Deleted, SimulatedLogins.Big.LoginId];
        using var over = new CancellationTokenSource();
        List<Caller> callers = [.. Enumerable.Range(0, 8).Select(number => new Caller(number % 2 == 0 ? bff : other, $"user-{number / 2}", logins[number / 2]))];
        var calling = Task.WhenAll(callers.Select(caller => Task.Run(() => caller.CallAsync(over.Token))));

        for (var run = 0; run < 3; run++)
        {
            await AllAnsweredAgainAsync(callers);
            await bff.RekeyElsewhereAsync(elsewhere, others: other);
        }

        await AllAnsweredAgainAsync(callers);
        await over.CancelAsync();
        await calling;

        Assert.All(callers.Chunk(2), pair => Assert.Single(pair.SelectMany(caller => caller.Seen).Distinct()));
        Assert.Equal(4, await bff.ReadAsync(db => db.Connections.CountAsync(Token)));
    }

    private static byte[] Alice => Bff.Platform.Security.UserKey.Of(Hosting.TestSettings.Issuer, "alice").ToBytes();

    private static Task<BffHost> StartAsync(bool looksForKeys) => WebhookSteps.StartAsync(services: services =>
    {
        if (!looksForKeys)
        {
            RekeySteps.LookForNoKeys(services);
        }
    });

    /// <summary>A deletion that Flinks has yet to confirm, and a webhook that nobody has come for.</summary>
    private static async Task PutAwayAsync(BffHost bff)
    {
        var deleted = await bff.As("alice").ConnectAsync(Deleted);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{deleted.ConnectionId}");
        await bff.ReceiveAsync(WebhookSteps.Details(Parked, bff.Clock.GetUtcNow()));
    }

    /// <summary>The new key is in force, and not one row has been moved.</summary>
    private static async Task BeginAsync(BffHost bff) =>
        Assert.True(await bff.Services.GetRequiredService<LookupChangeStore>()
            .BeginAsync(bff.Services.GetRequiredService<LoginLookup>().MakeKey(), bff.Clock.GetUtcNow(), Token));

    private static async Task<(int Status, Guid Connection)> FoundAsync(BffHost bff)
    {
        var answer = await bff.As("alice").ConnectAsync(Login);
        return (answer.Status, answer.ConnectionId);
    }

    /// <returns>Whether it was still running after so many sentences.</returns>
    private static async Task<bool> KilledAfterAsync(int step)
    {
        await using var bff = await StartAsync(looksForKeys: false);
        var linked = await bff.As("alice").ConnectAsync(Login);
        await PutAwayAsync(bff);
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

        var between = await FoundAsync(bff);
        await using var again = await bff.StartAnotherAsync();
        await bff.RekeyElsewhereAsync(again);

        Assert.Equal((200, linked.ConnectionId), between);
        Assert.Equal((200, linked.ConnectionId), await FoundAsync(bff));
        Assert.Equal(["lookup"], await bff.KeyNamesAsync());
        Assert.Single(await bff.SealingKeysAsync());
        return killed;
    }

    private static Task AllAnsweredAgainAsync(List<Caller> callers)
    {
        var before = callers.ConvertAll(caller => caller.Answers);
        return Until.TrueAsync(() => callers.Zip(before).All(caller => caller.First.Answers > caller.Second));
    }

    /// <summary>Somebody who names their login again and again.</summary>
    private sealed class Caller(BffHost bff, string user, Guid login)
    {
        private volatile int _answers;

        public int Answers => _answers;

        /// <summary>The connections that they were told of.</summary>
        public HashSet<Guid> Seen { get; } = [];

        public async Task CallAsync(CancellationToken over)
        {
            while (!over.IsCancellationRequested)
            {
                var answer = await bff.As(user).ConnectAsync(login, null, BffSteps.AtOnce);
                Assert.True(answer.Status is 200 or 202, answer.Text);
                Seen.Add(answer.ConnectionId);
                _answers++;
            }
        }
    }
}
