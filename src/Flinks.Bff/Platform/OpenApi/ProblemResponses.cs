using System.Net.Mime;
using Flinks.Bff.Platform.Errors;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>Describes refusals as what they are, and the ones that any route may answer once, as the default.</summary>
public sealed class ProblemResponses : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var problem = new Dictionary<string, IOpenApiMediaType>
        {
            [MediaTypeNames.Application.ProblemJson] = new OpenApiMediaType { Schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository) },
        };

        operation.Responses ??= [];
        foreach (var refusal in operation.Responses.Where(response => IsRefusal(response.Key)).Select(response => response.Value).OfType<OpenApiResponse>())
        {
            refusal.Content = problem;
        }

        operation.Responses.TryAdd("default", new OpenApiResponse { Description = "A problem that any route may answer; `code` says which.", Content = problem });
    }

    private static bool IsRefusal(string status) => status.Length == 3 && status[0] is '4' or '5';
}
