using System.Net.Mime;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Http;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>
/// Declares what an operation answers by what it is, beside what its action says: no token, too many calls, a body that is too large.
/// Describes every refusal as the problem that it is.
/// </summary>
public sealed class CommonAnswers : IOperationFilter, IDocumentFilter
{
    private static readonly (string Status, string Name, string Description)[] All =
    [
        ("400", "MalformedKey", "The `Idempotency-Key` is malformed."),
        ("401", "Unauthenticated", "There is no bearer token, or it is not valid (any more). Sign in again and repeat the call."),
        ("403", "Forbidden", "The token does not name an operator (`role` = `admin`)."),
        ("413", "PayloadTooLarge", "The body is larger than this operation takes."),
        ("415", "UnsupportedMediaType", "The body is not sent as `application/json`."),
        ("422", "IdempotencyMismatch", "The `Idempotency-Key` was used with another body within the last 24 hours."),
        ("429", "RateLimited", "More calls than allowed in a minute. Wait for `Retry-After`."),
        ("500", "InternalError", "A fault of ours. Support finds it in the log by `traceId`."),
        ("503", "IdentityProviderUnreachable", "The token cannot be checked, because the identity provider cannot be reached. Wait for `Retry-After`."),
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var responses = operation.Responses ??= [];
        foreach (var refusal in responses.Where(response => IsRefusal(response.Key)).Select(response => response.Value).OfType<OpenApiResponse>())
        {
            if (refusal.Content?.ContainsKey(MediaTypeNames.Text.Html) != true)
            {
                refusal.Content = ProblemContent(context.SchemaGenerator, context.SchemaRepository);
            }
        }

        foreach (var common in All.Where(answer => Applies(answer.Status, operation, context)))
        {
            responses.TryAdd(common.Status, new OpenApiResponseReference(common.Name, context.Document));
        }

        operation.Responses = [];
        foreach (var (status, response) in responses.OrderBy(response => response.Key, StringComparer.Ordinal))
        {
            operation.Responses.Add(status, response);
        }
    }

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var components = swaggerDoc.Components ??= new OpenApiComponents();
        components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        foreach (var (status, name, description) in All)
        {
            var response = new OpenApiResponse { Description = description, Content = ProblemContent(context.SchemaGenerator, context.SchemaRepository) };
            AnswerHeaders.Describe(status, response, swaggerDoc);
            KeptExamples.AddTo(response, KeptExamples.Common, status);
            components.Responses[name] = response;
        }
    }

    private static bool Applies(string status, OpenApiOperation operation, OperationFilterContext context)
    {
        var needsToken = operation.Security is { Count: > 0 };
        var method = context.ApiDescription.HttpMethod ?? "";
        return status switch
        {
            "400" or "422" => needsToken && HttpMethods.IsPost(method),
            "401" or "503" => needsToken,
            "403" => $"/{context.ApiDescription.RelativePath}".StartsWith(SecurityRegistration.OperatorsRoutes, StringComparison.Ordinal),
            "413" => !HttpMethods.IsGet(method),
            "429" => RateLimits.Counts($"/{context.ApiDescription.RelativePath}"),
            "415" => operation.RequestBody is not null || context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IAcceptsMetadata>().Any(),
            _ => true,
        };
    }

    private static Dictionary<string, IOpenApiMediaType> ProblemContent(ISchemaGenerator generator, SchemaRepository schemas) => new()
    {
        [MediaTypeNames.Application.ProblemJson] = new OpenApiMediaType { Schema = generator.GenerateSchema(typeof(Problem), schemas) },
    };

    private static bool IsRefusal(string status) => status.Length == 3 && status[0] is '4' or '5';
}
