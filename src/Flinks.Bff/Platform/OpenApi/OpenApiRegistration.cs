using System.Text.Json;
using Flinks.Bff.ConnectSessions.Events;
using Flinks.Bff.Platform.Identifiers;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Swashbuckle.AspNetCore.SwaggerUI;
using SwaggerOptions = Flinks.Bff.Platform.Settings.SwaggerOptions;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>
/// The description of the API at <c>/swagger/v1/swagger.json</c> and a page to try it at <c>/swagger</c>. A host around us adds scripts or
/// options to the page by <c>services.Configure&lt;SwaggerUIOptions&gt;(…)</c>.
/// </summary>
public static class OpenApiRegistration
{
    private const string Document = "v1";

    private const string Title = "Flinks.Bff";

    private static readonly string[] Roles = ["Body", "Request", "Summary"];

    public static IServiceCollection AddApiDescription(this IServiceCollection services)
    {
        services.AddSwaggerGen(Describe);
        services.AddOptions<SwaggerUIOptions>().Configure(page =>
        {
            page.RoutePrefix = "swagger";
            page.DocumentTitle = Title;
            page.SwaggerEndpoint($"/swagger/{Document}/swagger.json", $"{Title} {Document}");
            page.DisplayOperationId();
            page.DisplayRequestDuration();
            page.EnableDeepLinking();
            page.DefaultModelsExpandDepth(0);
            // One document, so nothing to choose from in a bar at the top.
            page.HeadContent = "<style>.swagger-ui .topbar { display: none }</style>";
        });
        return services;
    }

    public static WebApplication UseApiDescription(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<IOptions<SwaggerOptions>>().Value;
        if (settings.Enabled ?? app.Environment.IsDevelopment())
        {
            // 3.1: only there can a member that refers to a schema also be null.
            app.UseSwagger(swagger => swagger.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
            app.UseSwaggerUI(app.Services.GetRequiredService<IOptions<SwaggerUIOptions>>().Value);
        }

        return app;
    }

    private static void Describe(SwaggerGenOptions options)
    {
        options.SwaggerDoc(Document, new OpenApiInfo { Title = Title, Version = Document, Description = ApiGuide.Text });
        options.AddServer(new OpenApiServer { Url = "/", Description = "The service that this document came from" });
        options.IncludeXmlComments(typeof(BffApplication).Assembly, includeControllerXmlComments: true);
        options.CustomOperationIds(OperationId);
        options.CustomSchemaIds(SchemaId);
        options.OrderActionsBy(api => $"{api.RelativePath} {Place(api.HttpMethod ?? "")}");
        options.SupportNonNullableReferenceTypes();
        options.SchemaFilter<MemberDetails>();
        options.SchemaFilter<EnumWords>();

        options.AddSecurityDefinition(BearerRequirement.Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A token of the configured identity provider, without the word Bearer.",
        });
        options.RequestBodyFilter<RequiredBodies>();

        // In this order: each reads what the ones before it wrote.
        options.OperationFilter<BearerRequirement>();
        options.OperationFilter<EventStreams>();
        options.OperationFilter<RequestHeaders>();
        options.OperationFilter<CommonAnswers>();
        options.OperationFilter<AnswerHeaders>();
        options.OperationFilter<KeptExamples>();
        options.OperationFilter<Prose>();
        options.DocumentFilter<RequestHeaders>();
        options.DocumentFilter<CommonAnswers>();
        options.DocumentFilter<AnswerHeaders>();
        options.DocumentFilter<CompleteAnswers>();
        options.DocumentFilter<Chapters>();

        MapId<ConnectionId>(options);
        MapId<RetrievalId>(options);
        MapId<ConnectSessionId>(options);
        MapId<DeletionId>(options);

        options.MapType<WidgetMessages>(WidgetMessagesSchema.Of);

        // "double" would tell generators to lose digits.
        options.MapType<decimal>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "decimal" });
        options.MapType<decimal?>(() => new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.Null, Format = "decimal" });
    }

    /// <summary>The word that clients know a thing by, without the part that its type plays here.</summary>
    private static string SchemaId(Type type) =>
        Roles.FirstOrDefault(role => type.Name.EndsWith(role, StringComparison.Ordinal)) is { } role ? type.Name[..^role.Length] : type.Name;

    /// <summary>What makes something stands before what shows it.</summary>
    private static int Place(string method) => HttpMethods.IsPost(method) ? 0 : HttpMethods.IsGet(method) ? 1 : HttpMethods.IsPut(method) ? 2 : 3;

    private static void MapId<TId>(SwaggerGenOptions options)
        where TId : struct, IGuidId<TId>
    {
        options.MapType<TId>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" });
        options.MapType<TId?>(() => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "uuid" });
    }

    /// <summary>Client generators name their methods by it: <c>resumeUrls_verify</c>.</summary>
    private static string? OperationId(ApiDescription api) =>
        api.ActionDescriptor.RouteValues.TryGetValue("controller", out var controller) && controller is not null
        && api.ActionDescriptor.RouteValues.TryGetValue("action", out var action) && action is not null
            ? $"{JsonNamingPolicy.CamelCase.ConvertName(controller)}_{JsonNamingPolicy.CamelCase.ConvertName(action)}"
            : null;
}
