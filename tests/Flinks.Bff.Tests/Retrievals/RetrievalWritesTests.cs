using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>What is ready together is written together.</summary>
public sealed class RetrievalWritesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_writes_of_one_connection_do_not_stand_in_each_others_way()
    {
        await using var bff = await BffHost.StartAsync();
        var other = await RunAsync(bff, "bob", SimulatedLogins.DispatchedOnce.LoginId);
        var lost = await RunAsync(bff, "alice", SimulatedLogins.NeverReady.LoginId);
        await bff.As("alice").GiveUpAsync(lost.Retrieval.Id.Value);
        var mine = await RunAsync(bff, "alice", SimulatedLogins.NeverReady.LoginId);
        var writes = bff.Services.GetRequiredService<RetrievalWrites>();
        using var isFull = new ManualResetEventSlim();

        // While the first is being written, the others gather.
        var first = writes.SaveAsync(other, _ => isFull.Wait(Token), null, Token);
        lost.Retrieval.LookAgain(bff.Clock.GetUtcNow());
        mine.Retrieval.LookAgain(bff.Clock.GetUtcNow());
        var second = writes.SaveAsync(lost, static _ => { }, null, Token);
        var third = writes.SaveAsync(mine, static _ => { }, null, Token);
        isFull.Set();

        Assert.NotNull(await first);
        Assert.Null(await second);
        Assert.NotNull(await third);
    }

    private static async Task<RetrievalRun> RunAsync(BffHost bff, string user, Guid loginId)
    {
        var id = new RetrievalId((await bff.As(user).ConnectAsync(loginId, new { freshness = "cached" })).RetrievalId);
        var retrieval = await bff.ReadAsync(db => db.Retrievals.AsNoTracking().SingleAsync(row => row.Id == id, Token));
        var connection = await bff.ReadAsync(db => db.Connections.AsNoTracking().SingleAsync(row => row.Id == retrieval.ConnectionId, Token));
        return bff.Services.GetRequiredService<RetrievalRuns>().Of(retrieval, connection);
    }
}
