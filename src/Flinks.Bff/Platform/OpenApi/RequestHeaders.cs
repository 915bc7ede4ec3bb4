using Flinks.Bff.Platform.Idempotency;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>Describes the request headers that no action names: they are read for all of them.</summary>
public sealed class RequestHeaders : IOperationFilter, IDocumentFilter
{
    public const string Prefer = "Prefer";

    private const string Language = "Accept-Language";

    // Without examples: Swagger UI would send them, and a key must not come twice.
    private static readonly (string Name, string? Pattern, int? MostSigns, string Description)[] All =
    [
        (IdempotencyFilter.Header, "^[!-~]+$", 255,
            "Makes the call safe to repeat: for 24 hours the same key and body answer with what the first call made, as it stands now. 1 to 255 visible ASCII characters, such as a new GUID for every press of a button."),
        (Prefer, null, null, "`wait=N` holds an answer that would be 202 for up to N seconds, until there is something better. Capped by the service (usually at 25). For example `wait=20`."),
        (Language, null, null, "The language of `userMessage` in problems and of the names of banks: English, or French for `fr` or `fr-CA`."),
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.Security is not { Count: > 0 })
        {
            return;
        }

        if (HttpMethods.IsPost(context.ApiDescription.HttpMethod ?? ""))
        {
            Add(operation, IdempotencyFilter.Header, context.Document);
        }

        if (operation.Responses?.ContainsKey("202") == true && Waits(operation, context))
        {
            Add(operation, Prefer, context.Document);
        }

        Add(operation, Language, context.Document);
    }

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var components = swaggerDoc.Components ??= new OpenApiComponents();
        components.Parameters ??= new Dictionary<string, IOpenApiParameter>();
        foreach (var (name, pattern, mostSigns, description) in All)
        {
            components.Parameters[name] = new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern, MinLength = mostSigns is null ? null : 1, MaxLength = mostSigns },
            };
        }
    }

    /// <summary>Not every 202 has something better to wait for: that of a DELETE has not.</summary>
    private static bool Waits(OpenApiOperation operation, OperationFilterContext context) =>
        operation.Responses?.ContainsKey("203") == true
        || HttpMethods.IsGet(context.ApiDescription.HttpMethod ?? "")
        || context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<WaitsAttribute>().Any();

    private static void Add(OpenApiOperation operation, string name, OpenApiDocument document)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameterReference(name, document));
    }
}
