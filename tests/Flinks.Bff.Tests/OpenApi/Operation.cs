using System.Text.Json.Nodes;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.OpenApi;

/// <summary>One operation of the OpenAPI document.</summary>
public sealed record Operation(HttpMethod Method, string Path, JsonObject Described, Schemas Schemas)
{
    public string Name => $"{Method} {Path}";

    public string Id => (string?)Described["operationId"] ?? "";

    public bool NeedsToken => Described["security"] is JsonArray { Count: > 0 };

    /// <summary>Names of the members of its path.</summary>
    public IReadOnlyList<string> PathMembers => ParametersIn("path");

    /// <summary>Names of the members of its query.</summary>
    public IReadOnlyList<string> QueryMembers => ParametersIn("query");

    /// <summary>Schema of its JSON body, if it takes one.</summary>
    public JsonObject? Body => Described["requestBody"]?["content"]?["application/json"]?["schema"] is JsonObject schema ? Schemas.Resolve(schema) : null;

    /// <summary>Its body is one object, and no list or text of its own.</summary>
    public bool TakesOnlyObjects => Described["requestBody"]?["content"]?["application/json"]?["schema"]?["oneOf"] is not JsonArray { Count: > 1 };

    public bool BodyIsRequired => (bool?)Described["requestBody"]?["required"] == true;

    /// <summary>What it says of its answers with a status.</summary>
    public JsonObject? Answer(int status) => Answers.TryGetValue($"{status}", out var answer) ? answer : null;

    /// <summary>What it says of its answers, by status.</summary>
    public IReadOnlyDictionary<string, JsonObject> Answers =>
        (Described["responses"]?.AsObject() ?? []).ToDictionary(answer => answer.Key, answer => Schemas.Follow(answer.Value!.AsObject()));

    /// <summary>The address with every member of the path filled in.</summary>
    public string At(Func<string, string> value) => PathMembers.Aggregate(Path, (path, member) => path.Replace($"{{{member}}}", value(member), StringComparison.Ordinal));

    public string Anywhere() => At(_ => $"{Guid.NewGuid()}");

    public static async Task<IReadOnlyList<Operation>> ReadAllAsync(BffHost bff) => ReadAll((await bff.AsNobody().GetAsync("/swagger/v1/swagger.json")).Text);

    public static IReadOnlyList<Operation> ReadAll(string text)
    {
        var document = JsonNode.Parse(text)!.AsObject();
        var schemas = new Schemas(document);
        return
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               where operation.Key is "get" or "post" or "put" or "delete" or "patch" or "head" or "options"
               select new Operation(HttpMethod.Parse(operation.Key), path.Key, operation.Value!.AsObject(), schemas),
        ];
    }

    private IReadOnlyList<string> ParametersIn(string place) =>
        [.. Described["parameters"]?.AsArray().Where(parameter => (string?)parameter?["in"] == place).Select(parameter => (string)parameter!["name"]!) ?? []];
}
