using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.OpenApi;

/// <summary>What a frontend developer needs of the document, over every operation and schema: a new one is covered by being there.</summary>
public sealed class DocumentTests(DocumentTests.Served served) : IClassFixture<DocumentTests.Served>
{
    [Fact]
    public void The_kept_document_is_the_one_that_is_served() => Kept.Is("openapi.json", served.Text + "\n");

    [Fact]
    public void Every_operation_says_what_it_does()
    {
        foreach (var operation in served.Operations)
        {
            Assert.Matches("^[A-Z].{5,79}[^.]$", (string?)operation.Described["summary"] ?? "");
            Assert.Matches("^[A-Z].{39,}[.]$", ((string?)operation.Described["description"] ?? "").ReplaceLineEndings(" "));
            Assert.Matches("^[a-z][A-Za-z]+_[a-z][A-Za-z]+$", operation.Id);
            Assert.All(operation.Described["tags"]!.AsArray(), tag => Assert.Contains((string)tag!, served.Tags.Keys));
        }

        Assert.Equal(served.Operations.Count, served.Operations.Select(operation => operation.Id).Distinct().Count());
        Assert.All(served.Tags.Values, Assert.NotEmpty);
    }

    [Fact]
    public void Every_parameter_and_header_and_answer_is_explained()
    {
        foreach (var operation in served.Operations)
        {
            foreach (var parameter in (operation.Described["parameters"]?.AsArray() ?? []).Select(parameter => operation.Schemas.Follow(parameter!.AsObject())))
            {
                Assert.False(string.IsNullOrWhiteSpace((string?)parameter["description"]), $"{operation.Name}: {parameter["name"]}");
            }

            foreach (var (status, answer) in operation.Answers)
            {
                Assert.False(string.IsNullOrWhiteSpace((string?)answer["description"]), $"{operation.Name}: {status}");
                Assert.All(answer["headers"]?.AsObject() ?? [], header =>
                    Assert.False(string.IsNullOrWhiteSpace((string?)operation.Schemas.Follow(header.Value!.AsObject())["description"]), $"{operation.Name}: {status} {header.Key}"));
            }
        }
    }

    [Fact]
    public void Every_schema_and_every_member_is_explained()
    {
        var silent = from schema in served.Schemas.Named
                     from part in served.Schemas.Members(schema.Value).Select(member => (Name: $"{schema.Key}.{member.Key}", Schema: member.Value)).Prepend((Name: schema.Key, Schema: schema.Value))
                     where string.IsNullOrWhiteSpace((string?)part.Schema["description"])
                     select part.Name;

        Assert.Empty(silent);
    }

    [Fact]
    public void Nothing_of_our_workshop_is_in_it()
    {
        string[] ours = ["Guid", "<c>", "<see", "cref", "flinks/", "contract", "System.", "Flinks.Bff.", "\\r"];
        string[] roles = ["Body", "Request", "Dto", "Details", "2"];

        Assert.DoesNotContain(ours, word => served.Text.Contains(word, StringComparison.Ordinal));
        Assert.DoesNotContain(served.Schemas.Named, schema => roles.Any(role => schema.Key.EndsWith(role, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_operation_shows_a_success_and_each_of_its_problems()
    {
        var missing = from operation in served.Operations
                      from answer in operation.Answers
                      where answer.Value["content"] is JsonObject && !ExamplesOf(answer.Value).Any()
                      select $"{operation.Id} {answer.Key}";
        var withoutBody = served.Operations.Where(operation => operation.Body is not null && !ExamplesOf(operation.Described["requestBody"]!.AsObject()).Any()).Select(operation => $"{operation.Id} request");

        Assert.Empty(missing.Concat(withoutBody));
        Assert.All(served.Operations, operation => Assert.Contains(operation.Answers.Keys, status => status[0] is '2' or '3'));
    }

    [Fact]
    public void Every_example_fits_its_schema()
    {
        var conformance = new Conformance(served.Schemas);
        var complaints = from operation in served.Operations
                         from part in operation.Answers.Append(KeyValuePair.Create("request", operation.Described["requestBody"]?.AsObject() ?? []))
                         from example in ExamplesOf(part.Value)
                         from complaint in conformance.Complaints(example.Value, example.Schema)
                         select $"{operation.Id} {part.Key} {example.Name} {complaint}";

        Assert.Empty(complaints);
    }

    [Fact]
    public void An_example_of_a_problem_has_the_status_that_it_stands_under()
    {
        var wrong = from operation in served.Operations
                    from answer in operation.Answers
                    where answer.Key[0] is '4' or '5'
                    from example in ExamplesOf(answer.Value)
                    where example.Value is JsonObject problem && $"{problem["status"]}" != answer.Key
                    select $"{operation.Id} {answer.Key} {example.Name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_example_holds_what_looks_like_a_secret()
    {
        var secrets = from operation in served.Operations
                      from part in operation.Answers.Append(KeyValuePair.Create("request", operation.Described["requestBody"]?.AsObject() ?? []))
                      from example in ExamplesOf(part.Value)
                      from word in Regex.Matches($"{example.Value?.ToJsonString()}", "eyJ[A-Za-z0-9_-]{10,}|(authorizeToken|bff_signature|requestId|state|ticket)(=|%3D)(?!made-up)[^&\"]+|\"ticket\":\"(?!made-up)[^\"]+")
                      select $"{operation.Id} {part.Key} {example.Name}: {word.Value}";

        Assert.Empty(secrets);
    }

    [Fact]
    public void Every_example_says_in_words_what_it_shows()
    {
        var silent = from operation in served.Operations
                     from answer in operation.Answers
                     from example in ExamplesOf(answer.Value)
                     where string.IsNullOrWhiteSpace(example.Summary)
                     select $"{operation.Id} {answer.Key} {example.Name}";

        Assert.Empty(silent);
    }

    private static IEnumerable<(string Name, string? Summary, JsonNode? Value, JsonObject Schema)> ExamplesOf(JsonObject part) =>
        from media in part["content"]?.AsObject() ?? []
        from example in media.Value!["examples"]?.AsObject() ?? []
        select (example.Key, (string?)example.Value!["summary"], example.Value["value"], media.Value["schema"]!.AsObject());

    /// <summary>The document as the application serves it.</summary>
    public sealed class Served : IAsyncLifetime
    {
        public string Text { get; private set; } = "";

        public IReadOnlyList<Operation> Operations { get; private set; } = [];

        public Schemas Schemas => Operations[0].Schemas;

        /// <summary>Each chapter with what it says.</summary>
        public IReadOnlyDictionary<string, string> Tags { get; private set; } = new Dictionary<string, string>();

        public async ValueTask InitializeAsync()
        {
            await using var bff = await BffHost.StartAsync();
            Text = (await bff.AsNobody().GetAsync("/swagger/v1/swagger.json")).Text;
            Operations = await Operation.ReadAllAsync(bff);
            Tags = JsonNode.Parse(Text)!["tags"]!.AsArray().ToDictionary(tag => (string)tag!["name"]!, tag => (string?)tag!["description"] ?? "");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
