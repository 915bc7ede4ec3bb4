using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>
/// Shows real calls: the examples of an operation are kept in <c>Examples/{operationId}.json</c>, by "request" or status, then name. Tests
/// record them from runs of this application against the simulator and fail when they are no longer what it answers.
/// </summary>
public sealed class KeptExamples : IOperationFilter
{
    /// <summary>The examples of answers that many operations give.</summary>
    public const string Common = "common";

    private const string Requests = "request";

    private static readonly ConcurrentDictionary<string, JsonObject?> Files = new(StringComparer.Ordinal);

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId is not { } id)
        {
            return;
        }

        foreach (var media in operation.RequestBody?.Content?.Values.OfType<OpenApiMediaType>() ?? [])
        {
            Add(media, id, Requests);
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is not OpenApiResponse own)
            {
                continue;
            }

            AddTo(own, id, status);
            if (status is "404" or "429" || (status == "503" && operation.Security is { Count: > 0 }) || (status == "400" && operation.Security is { Count: > 0 } && HttpMethods.IsPost(context.ApiDescription.HttpMethod ?? "")))
            {
                // What is declared here in the operation's own words may also be the answer that all give.
                AddTo(own, Common, status);
            }
        }
    }

    /// <summary>Adds the examples that are kept of an operation's answer with this status.</summary>
    public static void AddTo(OpenApiResponse response, string operationId, string status)
    {
        foreach (var media in response.Content?.Values.OfType<OpenApiMediaType>() ?? [])
        {
            Add(media, operationId, status);
        }
    }

    private static void Add(OpenApiMediaType media, string operationId, string kind)
    {
        if (Files.GetOrAdd(operationId, Read)?[kind] is not JsonObject kept)
        {
            return;
        }

        media.Examples ??= new Dictionary<string, IOpenApiExample>();
        foreach (var (name, example) in kept)
        {
            media.Examples.TryAdd(name, new OpenApiExample { Summary = (string?)example?["summary"], Value = example?["value"]?.DeepClone() });
        }
    }

    private static JsonObject? Read(string operationId)
    {
        using var file = typeof(KeptExamples).Assembly.GetManifestResourceStream($"Examples/{operationId}.json");
        return file is null ? null : JsonNode.Parse(file)?.AsObject();
    }
}
