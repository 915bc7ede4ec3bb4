using Flinks.Bff.Platform.Errors;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>
/// Members of an answer are always there, null or not: what only occurs in answers has all its members required, so that generated clients
/// need not ask whether they exist. Nothing is closed: clients must live with members they do not know.
/// </summary>
public sealed class CompleteAnswers : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var taken = TakenIn(swaggerDoc, context.SchemaRepository.Schemas);
        foreach (var (name, schema) in context.SchemaRepository.Schemas)
        {
            if (schema is not OpenApiSchema { Properties: { Count: > 0 } members } open)
            {
                continue;
            }

            open.AdditionalPropertiesAllowed = true;
            // A problem's `errors` is the one member that comes and goes.
            if (!taken.Contains(name) && name != nameof(Problem))
            {
                open.Required = members.Keys.ToHashSet();
            }
        }
    }

    /// <summary>Schemas that occur in requests, at any depth.</summary>
    private static HashSet<string> TakenIn(OpenApiDocument document, Dictionary<string, IOpenApiSchema> schemas)
    {
        var taken = new HashSet<string>();
        var bodies = document.Paths.Values
            .SelectMany(path => path.Operations ?? [])
            .SelectMany(operation => operation.Value.RequestBody?.Content ?? new Dictionary<string, IOpenApiMediaType>())
            .Select(media => media.Value.Schema);

        var open = new Stack<IOpenApiSchema?>(bodies);
        while (open.TryPop(out var schema))
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } name })
            {
                schema = taken.Add(name) ? schemas[name] : null;
            }

            foreach (var part in PartsOf(schema))
            {
                open.Push(part);
            }
        }

        return taken;
    }

    private static IEnumerable<IOpenApiSchema?> PartsOf(IOpenApiSchema? schema) => schema is null ? [] :
    [
        .. schema.Properties?.Values ?? [],
        .. schema.AllOf ?? [],
        .. schema.OneOf ?? [],
        .. schema.AnyOf ?? [],
        schema.Items,
        schema.AdditionalProperties,
    ];
}
