using Flinks.Bff.ClusterTests.Evidence;
using Flinks.Bff.ClusterTests.Hosting;
using Flinks.Bff.ClusterTests.People;
using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.ClusterTests.Instances;

/// <summary>Three hosts on one PostgreSQL, of which one dies, one stands still for longer than its lease, and the database goes away twice.</summary>
[Collection(ClusterCollection.Name)]
public sealed class OutageTests
{
    private const int People = 60;

    private const int Seed = 4711;

    /// <summary>More than <see cref="Retrievals.RetrievalLeases.Length"/>, and than what is left of a lease that has just been renewed.</summary>
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(36);

    /// <summary>Longer than a host tries to reach its database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Ramp = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_retrieval_is_worked_on_by_two_and_every_one_ends()
    {
        Assert.SkipWhen(PostgreSqlServer.Absence is not null, PostgreSqlServer.Absence ?? "");
        using var server = new PostgreSqlServer(isDurable: true);
        using var database = PostgreSqlDatabase.CopyOfTemplate(server);
        await using var flinks = await WatchedFlinks.StartAsync(doors: 3);
        await using var cluster = await Cluster.StartAsync(3, database, flinks);
        using var http = new HttpClient { Timeout = Patience };
        var clients = new ClientLog();
        flinks.Flinks.Options.ReadyAfter = TimeSpan.FromDays(1);

        var people = Enumerable.Range(1, People).Select(number => PersonOf(number, flinks, new Frontend($"person-{number}", cluster, http, clients), http)).ToList();
        var living = people.Select(person => person.LiveAsync()).ToList();
        await Until.TrueAsync(async () => await CountOpenAsync(database) >= People * 9 / 10, Ramp);
        var (dies, pauses) = (cluster.Lives[1], cluster.Lives[2]);
        await pauses.PauseAsync();
        var pause = Task.Delay(LongerThanALease, TimeProvider.System, Token);
        await dies.KillAsync();
        var away = Now;
        server.Stop("immediate");
        var told = await new Frontend("somebody", new One(cluster.Lives[0]), http, clients).GetAsync("/api/v1/connections");
        server.StartAgain();
        var back = Now;
        await Until.TrueAsync(() => HasPolledAsync(flinks, door: 0), Ramp);
        var awayAgain = Now;
        server.Stop("fast");
        server.StartAgain();
        var backAgain = Now;
        await pause;
        await pauses.WakeAsync();
        await Until.TrueAsync(() => HasPolledAsync(flinks, door: pauses.Door), Ramp);
        await PassAsync(HostSettings.PollInterval * 2);
        flinks.Flinks.Options.ReadyAfter = TimeSpan.Zero;
        await Until.TrueAsync(async () => living.All(person => person.IsCompleted) && await CountOpenAsync(database) == 0, Settling);
        await Task.WhenAll(living.Where(person => person.IsFaulted));
        var findings = await Findings.CollectAsync(
            flinks, clients, cluster.Lives, people, database, user => [.. cluster.Well.Select(life => new Frontend(user, new One(life), http, clients))]);

        findings = findings with { Outages = [(away, back), (awayAgain, backAgain)] };
        TestContext.Current.TestOutputHelper?.WriteLine(findings.Summary);
        var verdict = Verdict.On(findings);
        Assert.True(verdict.Count == 0, $"{findings.Summary} {verdict.Count} complaints.\n{string.Join("\n\n", verdict.Take(5))}");
        Assert.Equal(503, told.Status);
    }

    private static Person PersonOf(int number, WatchedFlinks flinks, Frontend app, HttpClient http)
    {
        var story = Stories.Of(Seed, number);
        flinks.Flinks.Seed(story.Login);
        flinks.SetPace(story.Login.LoginId, story.Pace);
        return new Person(story, app, new Widget(flinks, http));
    }

    private static Task<bool> HasPolledAsync(WatchedFlinks flinks, int door)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Task.FromResult(flinks.ProductCalls.Any(call => call.Kind == CallKind.Poll && call.Door == door && now - call.StartedAt < TimeSpan.FromSeconds(1)));
    }

    private static Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, Token);

    private static async Task<int> CountOpenAsync(TemporaryDatabase database)
    {
        await using var db = database.Open();
        return await db.Retrievals.CountAsync(retrieval => retrieval.OpenFor != null, Token);
    }
}
