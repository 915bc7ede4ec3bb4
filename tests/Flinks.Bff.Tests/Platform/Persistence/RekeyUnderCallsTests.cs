using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>Keys are replaced while people call.</summary>
public sealed class RekeyUnderCallsTests
{
    private static readonly Guid[] Logins = [RekeySteps.Login, RekeySteps.Parked, RekeySteps.Deleted, SimulatedLogins.Big.LoginId];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_it_runs_calls_miss_no_connection_and_make_none_twice()
    {
        await using var bff = await RekeySteps.StartAsync(looksForKeys: false);
        await using var other = await bff.StartAnotherAsync();
        await using var elsewhere = await bff.StartAnotherAsync();
        using var over = new CancellationTokenSource();
        List<Caller> callers = [.. Enumerable.Range(0, 8).Select(number => new Caller(number % 2 == 0 ? bff : other, $"user-{number / 2}", Logins[number / 2]))];
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
