using System.Text.Json;
using Flinks.Bff.ClusterTests.Hosting;
using Flinks.Bff.ClusterTests.People;
using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Tests.Hosting.Databases;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>All there is to know when a run is over: the rows, Flinks' log, what people were told, and what they are told now.</summary>
internal sealed record Findings
{
    private const int AskedAtOnce = 8;

    public required IReadOnlyList<Case> Cases { get; init; }

    public required IReadOnlyList<SeenCall> ProductCalls { get; init; }

    public required IReadOnlyList<Person> People { get; init; }

    public required IReadOnlyList<ClientCall> Clients { get; init; }

    public required IReadOnlyList<Life> Lives { get; init; }

    /// <summary>When the database was away.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Outages { get; init; } = [];

    /// <summary>What each person's list of connections says.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Connections { get; init; }

    public string Summary =>
        $"{Lives.Count(life => life.EndedAt is not null)} deaths, {Cases.Count} retrievals ({string.Join(", ", Ends())}), {Clients.Count(call => call.Status is null)} of {Clients.Count} calls unanswered, "
        + $"{ProductCalls.Count} calls to Flinks of which {ProductCalls.Count(call => call.Kind == CallKind.Live)} live and {ProductCalls.Count(call => call.Kind == CallKind.Answers)} with answers, "
        + $"{ProductCalls.Count(call => call.IsLost)} lost.";

    /// <param name="appsOf">A user's apps, one for each host that can be asked now.</param>
    public static async Task<Findings> CollectAsync(
        WatchedFlinks flinks, ClientLog clients, IReadOnlyList<Life> lives, IReadOnlyList<Person> people, TemporaryDatabase database, Func<string, IReadOnlyList<Frontend>> appsOf)
    {
        await using var db = database.Open();
        var rows = await db.Retrievals.AsNoTracking().OrderBy(row => row.StartedAt).ToListAsync(TestContext.Current.CancellationToken);
        var stored = await StoredAsync(db);
        var connections = await ListConnectionsAsync(people, appsOf);
        var told = clients.All.ToLookup(call => call.User);
        var upstream = flinks.Log.All.ToLookup(call => call.LoginId);
        var rowsOf = rows.ToLookup(row => row.ConnectionId.Value);
        var owners = people.SelectMany(person => connections[person.User].Select(connection => (Id: connection.GetProperty("connectionId").GetGuid(), Person: person)))
            .ToDictionary(owner => owner.Id, owner => owner.Person);
        var finals = await ShowAllAsync(rows, owners, appsOf);
        return new Findings
        {
            Cases =
            [
                .. rows.Select(row => new Case
                {
                    Row = row,
                    Person = owners[row.ConnectionId.Value],
                    Upstream = [.. upstream[owners[row.ConnectionId.Value].Story.Login.LoginId].Where(call => OpenAt(call.StartedAt, rowsOf[row.ConnectionId.Value]) == row)],
                    Clients = [.. told[owners[row.ConnectionId.Value].User]],
                    Final = finals[row.Id.Value],
                    IsStored = stored.Contains(row.Id.Value),
                    Lives = lives,
                    WidgetDoor = flinks.WidgetDoorNumber,
                }),
            ],
            ProductCalls = flinks.ProductCalls,
            People = people,
            Clients = clients.All,
            Lives = lives,
            Connections = connections,
        };
    }

    /// <summary>The connection's retrieval that was open at an instant. A person's late return opens an expired one again, until there is another.</summary>
    private static Retrieval? OpenAt(DateTimeOffset instant, IEnumerable<Retrieval> rows) => rows
        .Where(row => row.StartedAt <= instant && (row.EndedAt is null || row.State == RetrievalState.Expired || instant <= row.EndedAt))
        .MaxBy(row => row.StartedAt);

    private static async Task<HashSet<Guid>> StoredAsync(BffDbContext db) =>
        [.. (await db.Results.Select(result => result.RetrievalId).ToListAsync(TestContext.Current.CancellationToken)).Select(id => id.Value)];

    private static async Task<Dictionary<string, IReadOnlyList<JsonElement>>> ListConnectionsAsync(IReadOnlyList<Person> people, Func<string, IReadOnlyList<Frontend>> appsOf)
    {
        var connections = new Dictionary<string, IReadOnlyList<JsonElement>>();
        foreach (var chunk in people.Chunk(AskedAtOnce))
        {
            var lists = await Task.WhenAll(chunk.Select(person => appsOf(person.User)[0].GetAsync("/api/v1/connections")));
            foreach (var (person, list) in chunk.Zip(lists))
            {
                connections[person.User] = list is { Status: 200, Json: { } json } ? [.. json.EnumerateArray()] : [];
            }
        }

        return connections;
    }

    private static async Task<Dictionary<Guid, ClientCall>> ShowAllAsync(List<Retrieval> rows, Dictionary<Guid, Person> owners, Func<string, IReadOnlyList<Frontend>> appsOf)
    {
        var finals = new Dictionary<Guid, ClientCall>();
        foreach (var chunk in rows.Chunk(AskedAtOnce))
        {
            var answers = await Task.WhenAll(chunk.Select(row => ShowAsync(row, appsOf(owners[row.ConnectionId.Value].User))));
            foreach (var (row, answer) in chunk.Zip(answers))
            {
                finals[row.Id.Value] = answer;
            }
        }

        return finals;
    }

    /// <summary>As some host shows it; best with its data, which may be in the memory of one alone.</summary>
    private static async Task<ClientCall> ShowAsync(Retrieval row, IReadOnlyList<Frontend> apps)
    {
        var answers = new List<ClientCall>();
        foreach (var app in apps)
        {
            answers.Add(await app.GetAsync($"/api/v1/retrievals/{row.Id}"));
        }

        return answers.Find(answer => answer.Status == 200) ?? answers[0];
    }

    private IEnumerable<string> Ends() =>
        Cases.GroupBy(found => found.Row.Code is { } code && found.Row.State == RetrievalState.Failed ? code : $"{found.Row.State}".ToLowerInvariant())
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} {group.Key}");
}
