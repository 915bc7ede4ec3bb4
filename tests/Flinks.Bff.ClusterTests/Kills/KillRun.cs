using Flinks.Bff.ClusterTests.Evidence;
using Flinks.Bff.ClusterTests.Hosting;
using Flinks.Bff.ClusterTests.People;
using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.ClusterTests.Kills;

/// <summary>
/// People come and go while their host is killed and started again. Kills come faster than leases lapse, so that what one kill leaves behind
/// lies under several more; at the end there is one wait for everything to settle.
/// </summary>
internal sealed class KillRun : IAsyncDisposable
{
    /// <summary>Some kills meet a host that has not begun to listen.</summary>
    private const double DiesYoung = 0.15;

    private static readonly TimeSpan LongestYouth = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan BetweenPeople = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Ramp = TimeSpan.FromMinutes(2);

    /// <summary>A lease, a window, a few polls, and a slow machine.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    private readonly KillPlan _plan;
    private readonly TemporaryDatabase _database;
    private readonly WatchedFlinks _flinks;
    private readonly RestartedHost _host;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private readonly ClientLog _clients = new();
    private readonly List<Person> _people = [];
    private readonly List<int> _openAtKill = [];
    private readonly Random _chance;
    private volatile bool _isClosing;

    private KillRun(KillPlan plan, TemporaryDatabase database, WatchedFlinks flinks)
    {
        _plan = plan;
        _database = database;
        _flinks = flinks;
        _chance = new Random(plan.Seed);
        _host = new RestartedHost(HostSettings.For(database, flinks, door: 0));
    }

    /// <summary>How many retrievals were open at each kill.</summary>
    public IReadOnlyList<int> OpenAtKill => _openAtKill;

    public static async Task<KillRun> PrepareAsync(KillPlan plan, TemporaryDatabase database) => new(plan, database, await WatchedFlinks.StartAsync(doors: 1));

    /// <summary>Runs it to the end, and collects what there is to know then.</summary>
    public async Task<Findings> RunAsync()
    {
        _host.Start();
        await _host.ListeningAsync();
        var coming = KeepComingAsync();
        for (var kill = 0; kill < _plan.Kills; kill++)
        {
            await ReachMomentAsync(isFirst: kill == 0);
            _openAtKill.Add(await CountOpenAsync());
            await _host.KillAsync();
            _host.Start();
        }

        _isClosing = true;
        await _host.ListeningAsync();
        var people = await coming;
        // Who or what has not come to an end by then is told of with the rest.
        await Until.TrueAsync(async () => people.All(person => person.IsCompleted) && await CountOpenAsync() == 0, Settling);
        await Task.WhenAll(people.Where(person => person.IsFaulted));
        return await Findings.CollectAsync(_flinks, _clients, _host.Lives, [.. _people], _database, user => [FrontendOf(user)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _flinks.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>A host that has hardly begun, or one with work in its hands.</summary>
    private async Task ReachMomentAsync(bool isFirst)
    {
        if (!isFirst && _chance.NextDouble() < DiesYoung)
        {
            await PassAsync(LongestYouth);
            return;
        }

        await _host.ListeningAsync();
        Assert.True(await Until.TrueAsync(async () => await CountOpenAsync() >= KillPlan.FewestOpen, Ramp), $"It never came to {KillPlan.FewestOpen} open retrievals.");
        await PassAsync(LongestWork);
    }

    private Task PassAsync(TimeSpan most) => Task.Delay(_chance.NextDouble() * most, TimeProvider.System, TestContext.Current.CancellationToken);

    private async Task<int> CountOpenAsync()
    {
        await using var db = _database.Open();
        return await db.Retrievals.CountAsync(retrieval => retrieval.OpenFor != null, TestContext.Current.CancellationToken);
    }

    /// <summary>A crowd at first, then one after the other, so that every life begins something and none begins too much.</summary>
    private async Task<List<Task>> KeepComingAsync()
    {
        var living = Enumerable.Range(0, KillPlan.FirstPeople).Select(_ => LiveAsync()).ToList();
        while (!_isClosing)
        {
            await Task.Delay(BetweenPeople, TimeProvider.System, TestContext.Current.CancellationToken);
            await _host.ReachAsync(TestContext.Current.CancellationToken);
            if (await CountOpenAsync() < KillPlan.MostOpen)
            {
                living.Add(LiveAsync());
            }
        }

        return living;
    }

    private Task LiveAsync()
    {
        var story = Stories.Of(_plan.Seed, _people.Count + 1);
        _flinks.Flinks.Seed(story.Login);
        _flinks.SetPace(story.Login.LoginId, story.Pace);
        var person = new Person(story, FrontendOf($"person-{_people.Count + 1}"), new Widget(_flinks, _http));
        _people.Add(person);
        return person.LiveAsync();
    }

    private Frontend FrontendOf(string user) => new(user, _host, _http, _clients);
}
