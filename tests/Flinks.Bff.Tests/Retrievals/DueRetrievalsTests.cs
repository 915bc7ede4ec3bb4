using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>Many rows that are due at once.</summary>
public sealed class DueRetrievalsTests
{
    /// <summary>More than one batch holds.</summary>
    private const int Many = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_round_takes_up_all_that_is_due()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);
        await MultiplyAsync(bff);

        await bff.PassAsync(RetrievalSteps.PollInterval);

        Assert.Equal(Many + 1, bff.Polls().Count);
        Assert.Equal(Many + 1, await bff.ReadAsync(db => db.Retrievals.CountAsync(row => row.LeaseId == null && row.NextStepAt > bff.Clock.GetUtcNow(), Token)));
    }

    [Fact]
    public async Task Of_several_instances_that_take_the_same_rows_each_gets_others()
    {
        await using var bff = await BffHost.StartAsync();
        await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);
        await MultiplyAsync(bff);
        bff.Clock.Advance(RetrievalSteps.PollInterval);
        var ids = await bff.ReadAsync(db => db.Retrievals.Select(row => row.Id).Take(100).ToArrayAsync(Token));
        var store = bff.Services.GetRequiredService<LeaseStore>();

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => store.TakeAsync(ids, Guid.NewGuid(), bff.Clock.GetUtcNow(), Token))));

        Assert.Equal(ids.Select(id => id.Value).Order(), taken.SelectMany(rows => rows).Select(row => row.Retrieval.Id.Value).Order());
        Assert.All(taken.SelectMany(rows => rows), row => Assert.Equal(row.Retrieval.ConnectionId, row.Connection.Id));
    }

    [Fact]
    public async Task What_was_taken_is_found_again_by_whoever_did_not_hear_of_it()
    {
        await using var bff = await BffHost.StartAsync();
        var pending = await bff.As("alice").ConnectAsync(SimulatedLogins.NeverReady.LoginId);
        bff.Clock.Advance(RetrievalSteps.PollInterval);
        var store = bff.Services.GetRequiredService<LeaseStore>();
        RetrievalId[] ids = [new(pending.RetrievalId)];
        var lease = Guid.NewGuid();

        var first = await store.TakeAsync(ids, lease, bff.Clock.GetUtcNow(), Token);
        var again = await store.TakeAsync(ids, lease, bff.Clock.GetUtcNow(), Token);
        var another = await store.TakeAsync(ids, Guid.NewGuid(), bff.Clock.GetUtcNow(), Token);

        Assert.Equal(Assert.Single(first).Retrieval.Version, Assert.Single(again).Retrieval.Version);
        Assert.Empty(another);
    }

    /// <summary>As many more users with the same login in the same state.</summary>
    private static async Task MultiplyAsync(BffHost bff)
    {
        await using var db = bff.Database.Open();
        var retrieval = await db.Retrievals.AsNoTracking().SingleAsync(Token);
        var connection = await db.Connections.AsNoTracking().SingleAsync(Token);
        for (var number = 0; number < Many; number++)
        {
            var user = new byte[32];
            BitConverter.TryWriteBytes(user, number + 1);
            var id = ConnectionId.New(bff.Clock.GetUtcNow());
            db.Connections.Add(new Connection
            {
                Id = id,
                UserKey = user,
                LoginHash = connection.LoginHash,
                LoginSealed = connection.LoginSealed,
                CreatedAt = connection.CreatedAt,
                Proved = true,
            });
            db.Retrievals.Add(new Retrieval
            {
                Id = RetrievalId.New(bff.Clock.GetUtcNow()),
                ConnectionId = id,
                OpenFor = id,
                UserKey = user,
                State = retrieval.State,
                Freshness = retrieval.Freshness,
                Options = retrieval.Options,
                RequestIdSealed = retrieval.RequestIdSealed,
                StartedAt = retrieval.StartedAt,
                CollectingSince = retrieval.CollectingSince,
                NextStepAt = retrieval.NextStepAt,
                DataAsked = retrieval.DataAsked,
                Shard = retrieval.Shard,
            });
        }

        await db.SaveChangesAsync(Token);
    }
}
