using System.Net.Http.Headers;
using System.Text.Json;
using Flinks.Bff.ClusterTests.Hosting;
using Flinks.Bff.ClusterTests.People;
using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Simulator.Banks;

namespace Flinks.Bff.ClusterTests.Instances;

/// <summary>Three hosts on one PostgreSQL, all well.</summary>
public sealed class TogetherFixture : IAsyncLifetime
{
    private const string Prompt = "Who goes there?";

    private readonly HttpClient _http = new();
    private PostgreSqlDatabase? _database;
    private WatchedFlinks? _flinks;
    private Cluster? _cluster;

    internal WatchedFlinks Flinks => _flinks ?? throw NotHere;

    private static InvalidOperationException NotHere => new("There is no PostgreSQL here.");

    public async ValueTask InitializeAsync()
    {
        if (PostgreSqlServer.Absence is not null)
        {
            return;
        }

        _database = PostgreSqlDatabase.CopyOfTemplate();
        _flinks = await WatchedFlinks.StartAsync(doors: 3);
        _cluster = await Cluster.StartAsync(3, _database, _flinks, settings => settings["Retrieval__AnswerWithin"] = "00:00:10");
    }

    public async ValueTask DisposeAsync()
    {
        await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_flinks?.DisposeAsync() ?? ValueTask.CompletedTask);
        _database?.Dispose();
        _http.Dispose();
    }

    /// <summary>A login of a test's own.</summary>
    internal Guid Login(Pace pace, bool question = false)
    {
        Assert.SkipWhen(PostgreSqlServer.Absence is not null, PostgreSqlServer.Absence ?? "");
        var login = Guid.NewGuid();
        Flinks.Flinks.Seed(new LoginScenario
        {
            LoginId = login,
            Name = "Made up",
            Sentence = "Made up for one test.",
            Username = "made_up",
            PollsBeforeReady = 0,
            Rounds = question ? [new BankRound(new BankQuestion(QuestionType.QuestionAndAnswer, Words.Same(Prompt)))] : [],
        });
        Flinks.SetPace(login, pace);
        return login;
    }

    /// <summary>Links a login by a cached read.</summary>
    internal async Task<Guid> LinkAsync(string user, Guid login)
    {
        var linked = await App(user).PostAsync("/api/v1/connections", new { loginId = login, freshness = "cached" });
        Assert.Equal(200, linked.Status);
        return linked.ConnectionId!.Value;
    }

    internal int CachedReadsOf(Guid login) => Flinks.ProductCalls.Count(call => call.LoginId == login && call.Kind == CallKind.Cached);

    /// <summary>Somebody's app at one of the hosts.</summary>
    internal Frontend App(string user, int host = 0) => new(user, new One(HostAt(host)), _http, new ClientLog());

    internal static object RightAnswers(ClientCall asked)
    {
        Assert.Equal(203, asked.Status);
        return new { answers = new Dictionary<string, string[]> { [Prompt] = ["A friend"] } };
    }

    /// <summary>The retrieval that a call begins which is still out.</summary>
    internal async Task<Guid> OpenRetrievalAsync(string user)
    {
        Guid? open = null;
        var isOpen = await Until.TrueAsync(
            async () =>
            {
                var list = await App(user, host: 2).GetAsync("/api/v1/connections");
                open = list.Json!.Value.EnumerateArray().Select(connection => connection.GetProperty("openRetrievalId")).Where(id => id.ValueKind == JsonValueKind.String)
                    .Select(id => (Guid?)id.GetGuid()).FirstOrDefault();
                return open is not null;
            },
            TimeSpan.FromSeconds(30));
        Assert.True(isOpen, "No retrieval was begun.");
        return open ?? Guid.Empty;
    }

    /// <summary>Opens a stream, and reads it to its end.</summary>
    internal (Task Began, Task<List<ToldEvent>> Ended) ReadEventsAsync(string user, int host, Guid retrieval)
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (began.Task, ReadAsync());

        async Task<List<ToldEvent>> ReadAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(HostAt(host).Address!, $"/api/v1/retrievals/{retrieval}/events"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.For(user, TimeProvider.System));
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            List<ToldEvent> events = [];
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && line != "event: end")
            {
                if (line.StartsWith("data: {\"connectionId\"", StringComparison.Ordinal))
                {
                    events.Add(JsonSerializer.Deserialize<ToldEvent>(line["data: ".Length..], JsonSerializerOptions.Web)!);
                    began.TrySetResult();
                }
            }

            return events;
        }
    }

    private Life HostAt(int host) => (_cluster ?? throw NotHere).Lives[host];
}

/// <summary>One event of a stream.</summary>
internal sealed record ToldEvent(Guid RetrievalId, string State);
