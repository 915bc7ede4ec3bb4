using Flinks.Bff.Platform.Idempotency;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>Describes the request headers that no action names: they are read for all of them.</summary>
public sealed class RequestHeaders : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.Security is not { Count: > 0 })
        {
            return;
        }

        if (HttpMethods.IsPost(context.ApiDescription.HttpMethod ?? ""))
        {
            Add(operation, IdempotencyFilter.Header, "1 to 255 visible ASCII characters. The same key and body within 24 h answer with what the first call made, as it stands now.");
        }

        if (operation.Responses?.ContainsKey("202") == true && operation.Responses.ContainsKey("203"))
        {
            Add(operation, "Prefer", "wait=N: hold a 202 for up to N seconds until there is something better.");
        }
    }

    private static void Add(OpenApiOperation operation, string name, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }
}
