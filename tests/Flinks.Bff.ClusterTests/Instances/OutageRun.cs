using Flinks.Bff.ClusterTests.Evidence;
using Flinks.Bff.ClusterTests.Hosting;
using Flinks.Bff.ClusterTests.People;
using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.ClusterTests.Instances;

/// <summary>People at three hosts, whose data do not come before it is allowed: until then all is being collected.</summary>
internal sealed class OutageRun : IAsyncDisposable
{
    private const int People = 60;

    private const int Seed = 4711;

    /// <summary>Longer than a host tries to reach its database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Ramp = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(1);

    private readonly PostgreSqlServer _server;
    private readonly PostgreSqlDatabase _database;
    private readonly WatchedFlinks _flinks;
    private readonly Cluster _cluster;
    private readonly HttpClient _http = new() { Timeout = Patience };
    private readonly ClientLog _clients = new();
    private readonly List<Person> _people = [];
    private readonly List<Task> _living = [];
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _outages = [];

    private OutageRun(PostgreSqlServer server, PostgreSqlDatabase database, WatchedFlinks flinks, Cluster cluster)
    {
        _server = server;
        _database = database;
        _flinks = flinks;
        _cluster = cluster;
    }

    public IReadOnlyList<Life> Hosts => _cluster.Lives;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<OutageRun> StartAsync()
    {
        // A server of its own: others would not like what is done to it. And what it promised to keep it has to keep.
        var server = new PostgreSqlServer(isDurable: true);
        var database = PostgreSqlDatabase.CopyOfTemplate(server);
        var flinks = await WatchedFlinks.StartAsync(doors: 3);
        flinks.Flinks.Options.ReadyAfter = TimeSpan.FromDays(1);
        return new OutageRun(server, database, flinks, await Cluster.StartAsync(3, database, flinks));
    }

    /// <summary>Everybody begins at once. Done when nearly all retrievals are open.</summary>
    public async Task BeginAsync()
    {
        for (var number = 1; number <= People; number++)
        {
            var story = Stories.Of(Seed, number);
            _flinks.Flinks.Seed(story.Login);
            _flinks.SetPace(story.Login.LoginId, story.Pace);
            var person = new Person(story, new Frontend($"person-{number}", _cluster, _http, _clients), new Widget(_flinks, _http));
            _people.Add(person);
            _living.Add(person.LiveAsync());
        }

        Assert.True(await Until.TrueAsync(async () => await CountOpenAsync() >= People * 9 / 10, Ramp), "Too few retrievals were begun.");
    }

    /// <summary>Somebody asks one host, whatever the balancer thinks of it.</summary>
    public Task<ClientCall> AskAsync(Life host, string path) => new Frontend("somebody", new One(host), _http, _clients).GetAsync(path);

    /// <summary>Takes the database away while something is done.</summary>
    /// <param name="mode">How it ends: as <c>pg_ctl</c> calls it.</param>
    public async Task<T> WithoutDatabaseAsync<T>(string mode, Func<Task<T>> act)
    {
        var from = Now;
        _server.Stop(mode);
        var done = await act();
        _server.StartAgain();
        _outages.Add((from, Now));
        return done;
    }

    /// <summary>Done when a host is at work.</summary>
    public async Task UntilPolledByAsync(Life host) => Assert.True(
        await Until.TrueAsync(() => Task.FromResult(_flinks.ProductCalls.Any(call => call.Kind == CallKind.Poll && call.Door == host.Door && Now - call.StartedAt < JustNow)), Ramp),
        $"Host {host.Number} did not go on.");

    /// <summary>Lets the data come, and everything settle.</summary>
    public async Task<Findings> EndAsync()
    {
        await Task.Delay(HostSettings.PollInterval * 2, TimeProvider.System, Token);
        _flinks.Flinks.Options.ReadyAfter = TimeSpan.Zero;
        // Who or what has not come to an end by then is told of with the rest.
        await Until.TrueAsync(async () => _living.All(person => person.IsCompleted) && await CountOpenAsync() == 0, Settling);
        await Task.WhenAll(_living.Where(person => person.IsFaulted));
        var findings = await Findings.CollectAsync(
            _flinks, _clients, _cluster.Lives, _people, _database, user => [.. _cluster.Well.Select(life => new Frontend(user, new One(life), _http, _clients))]);
        return findings with { Outages = _outages };
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _flinks.DisposeAsync();
        _http.Dispose();
        _database.Dispose();
        _server.Dispose();
    }

    private async Task<int> CountOpenAsync()
    {
        await using var db = _database.Open();
        return await db.Retrievals.CountAsync(retrieval => retrieval.OpenFor != null, Token);
    }
}
