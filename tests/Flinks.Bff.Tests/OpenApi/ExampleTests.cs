using System.Text.Json;
using System.Text.Json.Nodes;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.OpenApi.Examples;

namespace Flinks.Bff.Tests.OpenApi;

/// <summary>
/// The examples of the document are kept in the repository and shown by the product. Here their stories are played again: an example that the
/// product no longer answers fails. <c>.ci/record</c> writes them anew.
/// </summary>
public sealed class ExampleTests(ExampleTests.Played played) : IClassFixture<ExampleTests.Played>
{
    private const string Folder = "Platform/OpenApi/Examples";

    private static readonly string[] Earlier = ["connectSessionId", "connectionId", "ticket"];

    [Fact]
    public void Every_example_is_what_the_product_answers()
    {
        foreach (var (operation, examples) in Files())
        {
            Kept.Is($"{Folder}/{operation}.json", Kept.Write(examples));
        }
    }

    [Fact]
    public void Every_kept_example_has_its_story()
    {
        var kept = Directory.EnumerateFiles(Kept.PathOf(Folder), "*.json").Select(Path.GetFileNameWithoutExtension);

        Assert.Empty(kept.Except(Files().Select(file => file.Operation)));
    }

    [Fact]
    public void No_example_of_an_answer_holds_a_loginId()
    {
        foreach (var call in played.Recorded)
        {
            Assert.DoesNotContain("51510000-0000-4000-8000", call.Answer.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("51510000-0000-4000-8000", string.Concat(call.Answer.Headers.Values), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task What_was_answered_is_declared_with_its_headers()
    {
        await using var bff = await BffHost.StartAsync();
        var operations = (await Operation.ReadAllAsync(bff)).ToDictionary(operation => operation.Id);
        var known = operations.Values.First().Schemas.Headers;

        foreach (var call in played.Recorded.Where(call => !call.IsCommon))
        {
            var declared = operations[call.Operation].Answer(call.Answer.Status);

            Assert.True(declared is not null, $"{call.Operation} does not declare {call.Answer.Status}.");
            var undeclared = call.Answer.Headers.Keys.Where(header => known.Contains(header) && declared["headers"]?[header] is null);
            Assert.True(!undeclared.Any(), $"{call.Operation} {call.Answer.Status} does not declare {string.Join(", ", undeclared)}.");
        }
    }

    /// <summary>What is kept of each operation; nothing of one that answers without a body.</summary>
    private IEnumerable<(string Operation, JsonObject Examples)> Files() => played.Recorded
        .GroupBy(call => call.Operation)
        .Select(calls => (calls.Key, Written(calls)))
        .Where(file => file.Item2.Count > 0);

    /// <summary>By "request" or status, then by name.</summary>
    private static JsonObject Written(IEnumerable<Recorded> calls)
    {
        var file = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            if (call.Answer.Text.Length > 0)
            {
                Add(file, $"{call.Answer.Status}", call, Answer(call.Answer));
            }

        }

        // The first is the one that Swagger UI fills in: rather one that names nothing of an earlier call.
        foreach (var (call, body) in calls.Where(call => call is { Body: not null, Answer.Status: < 300 })
            .Select(call => (call, JsonSerializer.Serialize(call.Body)))
            .OrderBy(request => Earlier.Any(member => request.Item2.Contains(member, StringComparison.Ordinal))))
        {
            Add(file, "request", call, Stable.Json(body));
        }

        return new JsonObject(file.Select(kind => KeyValuePair.Create<string, JsonNode?>(kind.Key, kind.Value)));
    }

    private static JsonNode? Answer(BffAnswer answer) =>
        answer.Text[0] is '{' or '[' ? Stable.Json(answer.Text) : JsonValue.Create(Stable.Text(answer.Text).ReplaceLineEndings("\n"));

    private static void Add(SortedDictionary<string, JsonObject> file, string kind, Recorded call, JsonNode? value)
    {
        var examples = file.TryGetValue(kind, out var known) ? known : file[kind] = [];
        Assert.False(examples.ContainsKey(call.Name), $"{call.Operation} has two examples {kind} {call.Name}.");
        examples[call.Name] = new JsonObject { ["summary"] = call.Summary, ["value"] = value };
    }

    /// <summary>All stories, played once.</summary>
    public sealed class Played : IAsyncLifetime
    {
        public IReadOnlyList<Recorded> Recorded { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            var recorded = new List<Recorded>();
            foreach (var story in (Story[])[.. ConnectStories.All, .. WidgetStories.All, .. ChallengeStories.All, .. SummaryStories.All, .. OfferStories.All, .. OtherStories.All, .. OperatorStories.All])
            {
                recorded.AddRange(await story.PlayAsync());
            }

            Recorded = recorded;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
