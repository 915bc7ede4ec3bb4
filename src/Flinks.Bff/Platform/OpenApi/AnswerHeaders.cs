using Flinks.Bff.Platform.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>Describes the headers of every answer, once, and says where each occurs.</summary>
public sealed class AnswerHeaders : IOperationFilter, IDocumentFilter
{
    private static readonly (string Name, JsonSchemaType Type, string Example, string Description)[] All =
    [
        (ApiHeaders.TraceId, JsonSchemaType.String, "4bf92f3577b34da6a3ce929d0e0e4736", "Names this call in our log. Show it where people ask for help."),
        ("RateLimit", JsonSchemaType.String, "\"user\";r=119;t=42", "What is left: `r` calls in the next `t` seconds."),
        ("RateLimit-Policy", JsonSchemaType.String, "\"user\";q=120;w=60", "What is allowed: `q` calls in `w` seconds, per `user` or, where no token is needed or one was refused, per `address`."),
        ("Location", JsonSchemaType.String, "/api/v1/retrievals/0197fabc-0000-7000-8000-00000000b001", "Where to look again; the same as `nextAction.url`."),
        ("Retry-After", JsonSchemaType.Integer, "10", "Seconds to wait before the next call; the same as `nextAction.retryAfterSeconds`."),
        ("Preference-Applied", JsonSchemaType.String, "wait=20", "How long the call was ready to wait, in seconds: what was asked for by `Prefer`, or the most that is allowed. Only if `Prefer: wait=N` was sent."),
        ("Content-Language", JsonSchemaType.String, "en", "The language of `userMessage` or of names: `en` or `fr`, by `Accept-Language`."),
        ("WWW-Authenticate", JsonSchemaType.String, "Bearer error=\"invalid_token\"", "`Bearer`, with `error=\"invalid_token\"` if a token was sent."),
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var waits = operation.Parameters?.Any(parameter => parameter is OpenApiParameterReference { Reference.Id: RequestHeaders.Prefer }) == true;
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is OpenApiResponse own)
            {
                Describe(status, own, context.Document, RateLimits.Counts($"/{context.ApiDescription.RelativePath}"));
                if (status == "200" && context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<BilingualAttribute>().Any())
                {
                    Add(own, "Content-Language", context.Document);
                }

                if (waits && status != "400")
                {
                    Add(own, "Preference-Applied", context.Document);
                }

                // Shown as an ending, a problem keeps its pause.
                if (waits && status == "409")
                {
                    Add(own, "Retry-After", context.Document);
                }
            }
        }
    }

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var components = swaggerDoc.Components ??= new OpenApiComponents();
        components.Headers ??= new Dictionary<string, IOpenApiHeader>();
        foreach (var (name, type, example, description) in All)
        {
            components.Headers[name] = new OpenApiHeader
            {
                Description = description,
                Schema = new OpenApiSchema { Type = type },
                Example = type == JsonSchemaType.Integer ? int.Parse(example, System.Globalization.CultureInfo.InvariantCulture) : example,
            };
        }
    }

    /// <summary>What an answer of this status carries, whichever operation gives it.</summary>
    /// <param name="isCounted">Calls of the operation are counted.</param>
    public static void Describe(string status, OpenApiResponse response, OpenApiDocument document, bool isCounted = true)
    {
        Add(response, ApiHeaders.TraceId, document);
        if (status == "401")
        {
            Add(response, "WWW-Authenticate", document);
        }

        if (isCounted)
        {
            Add(response, "RateLimit", document);
            Add(response, "RateLimit-Policy", document);
        }

        if (status == "202")
        {
            Add(response, "Location", document);
        }

        if (status == "303" && response.Headers is { } headers)
        {
            headers["Location"] = new OpenApiHeader { Description = "The page to go on to, with what it needs in its query.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        if (status is "202" or "429" or "503")
        {
            Add(response, "Retry-After", document);
        }

        if (response.Content?.ContainsKey(System.Net.Mime.MediaTypeNames.Application.ProblemJson) == true)
        {
            Add(response, "Content-Language", document);
        }
    }

    private static void Add(OpenApiResponse response, string name, OpenApiDocument document) =>
        (response.Headers ??= new Dictionary<string, IOpenApiHeader>()).TryAdd(name, new OpenApiHeaderReference(name, document));
}
