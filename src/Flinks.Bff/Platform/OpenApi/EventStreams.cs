using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>A stream of events is text; what its action names as the answer is what each event's <c>data</c> holds.</summary>
public sealed class EventStreams : IOperationFilter
{
    private const string EventStream = "text/event-stream";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var streams = operation.Responses?.Values.SelectMany(response => response.Content?.AsEnumerable() ?? []).Where(media => media.Key == EventStream);
        foreach (var media in streams?.Select(media => media.Value).OfType<OpenApiMediaType>() ?? [])
        {
            if (media.Schema is OpenApiSchemaReference { Reference.Id: { } data })
            {
                media.Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Description = $"Server-sent events; the `data` of each `state` event is a `{data}`, that of `end` is `{{}}`.",
                    // Words of JSON Schema that the library has no members for.
                    Extensions = new Dictionary<string, IOpenApiExtension>
                    {
                        ["contentMediaType"] = new JsonNodeExtension(EventStream),
                        ["contentSchema"] = new JsonNodeExtension(new JsonObject { ["$ref"] = $"#/components/schemas/{data}" }),
                    },
                };
            }
        }
    }
}
